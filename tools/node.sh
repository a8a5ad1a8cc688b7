#!/usr/bin/env bash
# Prints the folder of a Node.js that is new enough for the page's tools, to be put first into PATH: the one that is there,
# or one brought from npm into build/tools.
set -euo pipefail
cd "$(dirname "$0")/.."

is_new_enough() {
    "$1" -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

if command -v node >/dev/null && command -v npm >/dev/null && is_new_enough node; then
    dirname "$(command -v node)"
    exit 0
fi

brought=$PWD/build/tools/node_modules/node/bin
if ! { [ -x "$brought/node" ] && is_new_enough "$brought/node"; }; then
    if ! command -v npm >/dev/null; then
        sudo=()
        [ "$(id -u)" -eq 0 ] || sudo=(sudo)
        { "${sudo[@]}" apt-get update -qq && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm; } >&2
    fi
    mkdir -p build/tools
    npm install --prefix build/tools --no-save --no-audit --no-fund --silent node@22 >&2
fi
is_new_enough "$brought/node" || { echo "no Node.js of version 20.19 or newer could be brought from npm" >&2; exit 1; }
echo "$brought"
