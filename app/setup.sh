# Installs what Simul is built with, on Debian 12. Sourced by app/run and tests/run.
# shellcheck shell=bash

# $@: packages. Installs those that are missing; asks before it uses sudo.
install_packages() {
    local missing=()
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        echo "Simul needs these Debian packages, or what your system calls them: ${missing[*]}" >&2
        return 1
    fi
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        echo "Simul needs packages that are not installed: ${missing[*]}"
        if [ ! -t 0 ]; then
            echo "Install them with: sudo apt-get install ${missing[*]}" >&2
            return 1
        fi
        read -r -p "Install them with sudo apt-get? [y/N] " answer
        case "$answer" in
        y | Y | yes) root=(sudo) ;;
        *) return 1 ;;
        esac
    fi
    echo "Installing ${#missing[@]} packages..." >&2
    if ! { "${root[@]}" apt-get update -q &&
        "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } >&2; then
        echo "The packages could not be installed; is there a network?" >&2
        return 1
    fi
}

# What the program is built with and needs to run.
build_packages=(
    g++ cmake ninja-build pkg-config ccache
    qt6-base-dev qt6-svg-dev qt6-charts-dev libqt6opengl6-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl-dev
    libcurl4-openssl-dev libc-ares-dev zlib1g-dev libwebp-dev libmicrohttpd-dev libgumbo-dev libfmt-dev nlohmann-json3-dev libsimdjson-dev
    fonts-inter fonts-jetbrains-mono fonts-dejavu-core
)
