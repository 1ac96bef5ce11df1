#!/bin/bash
# Brings the schema up to date and gives each function's role its password, as a Cloud Run job; waits, and fails where that did.
set -euo pipefail
cd "$(dirname "$0")"
where=$(terraform output -json where)
gcloud run jobs execute "$(jq -r .migrate <<<"$where")" --project "$(jq -r .project <<<"$where")" --region "$(jq -r .region <<<"$where")" --wait
