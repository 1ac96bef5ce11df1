#!/bin/sh
# Makes the secret that functions get theirs from: a new password of each function, and these variables where they are set.
#
#   secrets.sh | aws secretsmanager create-secret --name cineai/functions --secret-string file:///dev/stdin
#   ANTHROPIC_API_KEY=… secrets.sh ANTHROPIC_API_KEY | aws secretsmanager create-secret …
#
# New passwords for all: put-secret-value --secret-id cineai/functions instead of create-secret --name, then up.sh, which tells the database
# and the functions, in this order.
set -eu

manifest=$(dirname "$0")/../../functions/functions.yaml
separator='{'
for function in $(sed -n 's/^  \([a-z][a-z-]*\):$/\1/p' "$manifest"); do
    name=CINEAI_PASSWORD_$(printf %s "$function" | tr 'a-z-' 'A-Z_')
    password=$(head -c 4096 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9' | cut -c 1-40)
    printf '%s"%s":"%s"' "$separator" "$name" "$password"
    separator=,
done
for name in "$@"; do
    eval "value=\${$name}"
    printf '%s"%s":"%s"' "$separator" "$name" "$(printf %s "$value" | sed 's/[\\"]/\\&/g')"
done
printf '}\n'
