#!/bin/bash
# Puts a value into every secret that has none yet: new passwords of functions and the schedules' secret by itself; the owner's name and
# password, and what secret_settings names, from environment variables of those names.
set -euo pipefail
cd "$(dirname "$0")"
project=$(terraform output -json where | jq -r .project)
missing=0
while read -r variable secret; do
    if gcloud secrets versions access latest --project "$project" --secret "$secret" </dev/null >/dev/null 2>&1; then continue; fi
    case $variable in
        CINEAI_PASSWORD_* | CINEAI_SCHEDULER_SECRET) value=$(head -c 4096 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9' | cut -c 1-40) ;;
        *) value=${!variable:-} ;;
    esac
    if [ -z "$value" ]; then
        echo "$variable must be set: the secret $secret has no value yet" >&2
        missing=1
        continue
    fi
    printf %s "$value" | gcloud secrets versions add "$secret" --project "$project" --data-file=- >/dev/null
    echo "$secret has a value"
done < <(terraform output -json secrets | jq -r 'to_entries[] | "\(.key) \(.value)"')
exit $missing
