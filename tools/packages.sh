#!/usr/bin/env bash
# Installs Debian packages that are missing: `tools/packages.sh build` or `tools/packages.sh test`.
# Quick when there is nothing to do. Works as root and with sudo, and asks nothing.
set -euo pipefail

build_packages=(
    g++ cmake ninja-build ccache pkg-config git
    libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev
    libssl-dev libcurl4-openssl-dev libsqlite3-dev libpq-dev libsecp256k1-dev libdeflate-dev
    libturbojpeg0-dev libwebp-dev libpng-dev libcairo2-dev
    libfmt-dev libspdlog-dev libcli11-dev libtomlplusplus-dev
)
test_packages=(
    "${build_packages[@]}"
    libgtest-dev libgmock-dev
    clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev
    libimage-exiftool-perl chromium sqlite3 postgresql-15 python3 faketime
)
bench_packages=("${test_packages[@]}" libbenchmark-dev libopenblas-serial-dev nginx-light wrk)

case "${1:-}" in
    build) wanted=("${build_packages[@]}") ;;
    test) wanted=("${test_packages[@]}") ;;
    bench) wanted=("${bench_packages[@]}") ;;
    *) echo "usage: tools/packages.sh build|test|bench" >&2; exit 2 ;;
esac

missing=()
for package in "${wanted[@]}"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

sudo=()
[ "$(id -u)" -eq 0 ] || sudo=(sudo)
echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { "${sudo[@]}" apt-get update -qq && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -20 "$log" >&2
    echo "Debian packages could not be installed: ${missing[*]}" >&2
    exit 1
fi
rm -f "$log"
