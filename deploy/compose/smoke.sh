#!/bin/sh
# Whether everything answers: smoke.sh [URL]; the read function where people find it, then all functions from inside.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

"$here/../smoke.sh" "${1:-http://127.0.0.1:8080}"
docker compose --project-directory "$here" --profile smoke run --rm smoke
