#!/bin/sh
# Run where quarkus-run.jar is: starts the function, asks it what can be asked without a database, and ends it. The JVM leaves app.aot, of
# what it has loaded, linked and profiled. Then starts it from that and from nothing else, which fails where the cache is of no use.
set -eu
export QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT="${TRAINING_PORT:-18080}"
# Nobody is told these; without them a function would not be what it is when deployed.
export CINEAI_SCHEDULER_SECRET="nobody-knows-$$" CINEAI_AUTH_HS256_SECRET="nobody-knows-this-while-it-trains-$$"
export QUARKUS_DATASOURCE_REACTIVE_URL=postgresql://127.0.0.1:1/nowhere
here="http://127.0.0.1:$QUARKUS_HTTP_PORT"

ask() {
  wget -q -T 5 -O /dev/null "$@" 2>/dev/null || true
}

run() {
  java "$@" -jar quarkus-run.jar >/tmp/training.log 2>&1 &
  function=$!
  tries=0
  until wget -q -T 2 -O /dev/null "$here/q/health/live" 2>/dev/null; do
    tries=$((tries + 1))
    if [ "$tries" -gt 240 ] || ! kill -0 "$function" 2>/dev/null; then
      cat /tmp/training.log
      echo "does not start with $*" >&2
      exit 1
    fi
    sleep 0.5
  done
}

end() {
  kill -TERM "$function"
  wait "$function" || true
}

rm -f app.aot
run -XX:AOTCacheOutput=app.aot
for path in /q/health/ready /v1/openapi.json /v1/recommendations /nothing; do
  ask "$here$path"
done
end
test -s app.aot || { cat /tmp/training.log; echo "the JVM left no cache: is it 25 or newer?" >&2; exit 1; }

run -XX:AOTCache=app.aot -XX:AOTMode=on
end
rm -f /tmp/training.log
