#!/bin/sh
# Invokes the functions by the crontab beside it, in UTC. A few lines of our own because busybox's crond wants to be root, and this is nobody.
#
#   run.sh                                    every minute what is due
#   run.sh invoke FUNCTION [PAYLOAD [SECONDS]]   one function, now
#   run.sh due MINUTE HOUR DAY MONTH WEEKDAY     what would be due then
#
# A line of the crontab: five fields of cron, the function, how long it may take, its payload. Fields are *, */n, or a list of numbers and
# ranges; all five must fit.
set -euf

crontab=${CINEAI_CRONTAB:-/scheduler/crontab}
url=${CINEAI_FUNCTIONS_URL:-'http://{function}:8080'}

# matches NUMBER FIELD
matches() {
    number=$1
    for part in $(echo "$2" | tr ',' ' '); do
        case $part in
            '*') return 0 ;;
            '*/'*) if [ $((number % ${part#??})) -eq 0 ]; then return 0; fi ;;
            *-*) if [ "$number" -ge "${part%-*}" ] && [ "$number" -le "${part#*-}" ]; then return 0; fi ;;
            *) if [ "$number" -eq "$part" ]; then return 0; fi ;;
        esac
    done
    return 1
}

due() {
    while read -r minute hour day month weekday call; do
        case $minute in '' | '#'*) continue ;; esac
        if matches "$1" "$minute" && matches "$2" "$hour" && matches "$3" "$day" && matches "$4" "$month" && matches "$5" "$weekday"; then
            printf '%s\n' "$call"
        fi
    done <"$crontab"
}

# invoke FUNCTION SECONDS PAYLOAD: a call that the last one of its kind still waits for is left out, as the next one does its work.
invoke() {
    lock=${TMPDIR:-/tmp}/$1.$(printf %s "$3" | cksum | cut -d ' ' -f 1).lock
    (
        if ! flock -n 9; then
            echo "$1 is still at it: $3"
            exit 0
        fi
        wget -q -O - -T "$2" --header 'Content-Type: application/json' --header "Authorization: Bearer ${CINEAI_SCHEDULER_SECRET:?}" \
            --post-data "$3" "$(printf %s "$url" | sed "s/{function}/$1/g")/$1" && echo || {
            echo "$1 has failed: $3" >&2
            exit 1
        }
    ) 9>"$lock"
}

# Without leading zeros, which would make them octal.
now() {
    date -u '+%M %H %d %m %w' | sed 's/^0\([0-9]\)/\1/; s/ 0\([0-9]\)/ \1/g'
}

case ${1:-} in
    due)
        shift
        due "$@"
        ;;
    invoke)
        invoke "$2" "${4:-900}" "${3:-"{}"}"
        ;;
    '')
        : "${CINEAI_SCHEDULER_SECRET:?}"
        trap 'exit 0' TERM INT
        echo "$(grep -c '^[^#]' "$crontab") ticks, by UTC; it is $(date -u '+%H:%M')"
        while :; do
            sleep $((60 - $(date -u +%s) % 60)) &
            wait $!
            date +%s >/tmp/alive
            due $(now) | while read -r function seconds payload; do
                invoke "$function" "$seconds" "$payload" &
            done
        done
        ;;
    *)
        sed -n '4,6s/^# *//p' "$0" >&2
        exit 2
        ;;
esac
