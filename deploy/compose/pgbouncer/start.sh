#!/bin/sh
# Who may log in: the roles of the list, with the passwords that the environment has for them. Into memory, never onto a disk.
set -eu
umask 077

users=/tmp/users.txt
: >"$users"
while read -r role variable; do
    case $role in '' | '#'*) continue ;; esac
    eval "password=\${$variable:?}"
    printf '"%s" "%s"\n' "$role" "$(printf %s "$password" | sed 's/"/""/g')" >>"$users"
done <"${PGBOUNCER_ROLES:-/pgbouncer/roles}"

exec pgbouncer "${PGBOUNCER_INI:-/pgbouncer/pgbouncer.ini}"
