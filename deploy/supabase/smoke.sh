#!/bin/sh
# The functions of a project, wherever they run: smoke.sh 'https://{function}.example.com' [FUNCTION…]; see ../smoke.sh.
exec "$(dirname "$0")/../smoke.sh" "$@"
