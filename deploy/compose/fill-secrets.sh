#!/bin/sh
# Gives every empty secret of .env a random value of 48 hex digits; what has one keeps it.
set -eu
umask 077
cd "$(dirname "$0")"

[ -f .env ] || { echo "copy .env.example to .env first" >&2; exit 1; }
while IFS= read -r line; do
    case $line in
        CINEAI_*PASSWORD*= | CINEAI_*SECRET=) echo "$line$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')" ;;
        *) printf '%s\n' "$line" ;;
    esac
done <.env >.env.filled
mv .env.filled .env
