#!/bin/sh
# `web` serves and runs jobs; `worker` runs jobs only, on PostgreSQL; anything else is a truetonne command.
set -eu
case "${1:-web}" in
  web) exec node --import ./app/compile-cache.ts --max-old-space-size=1024 app/serve.server.ts ;;
  # Its work is long and its buffers large: the young heap stays small, and what was freed goes back to the system.
  worker)
    export MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=16384
    exec node --import ./app/compile-cache.ts --max-old-space-size=1024 --max-semi-space-size=4 app/work.server.ts
    ;;
  migrate) exec node app/cli/migrate.server.ts ;;
  *) exec node app/cli/truetonne.js "$@" ;;
esac
