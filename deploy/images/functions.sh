#!/bin/sh
# The functions of the manifest, as a JSON array: what a workflow's matrix is made of.
set -eu
sed -n 's/^  \([a-z][a-z-]*\):$/\1/p' "$(dirname "$0")/../../functions/functions.yaml" | sed 's/.*/"&"/' | paste -s -d , - | sed 's/.*/[&]/'
