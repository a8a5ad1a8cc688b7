#!/usr/bin/env bash
# Builds the page into web/dist if anything it is made of has changed.
set -euo pipefail
cd "$(dirname "$0")/../web"

stamp=../build/page.stamp
mkdir -p ../build
if [ -f "$stamp" ] && [ -f dist/index.html ] && [ -z "$(find package-lock.json index.html src public vite.config.ts scripts -newer "$stamp" -print -quit 2>/dev/null)" ]; then
    exit 0
fi
PATH="$(../tools/node.sh):$PATH"
if [ ! -f node_modules/.installed ] || [ package-lock.json -nt node_modules/.installed ]; then
    echo "Installing npm packages"
    # Not `npm ci`: it refuses a lock file without the optional packages of other platforms, which a mirror may not carry.
    npm install --no-save --no-audit --no-fund --loglevel=error
    touch node_modules/.installed
fi
echo "Building the page"
npm run --silent build
touch "$stamp"
