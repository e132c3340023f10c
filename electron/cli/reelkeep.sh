#!/bin/sh
# The command `reelkeep` of the packages: starts the app beside it. A command needs no display, so it gets
# none: also where DISPLAY names one that is gone, as in a terminal that has outlived its session.
app=${REELKEEP_APP:-$(dirname "$(readlink -f "$0")")/reelkeep}
case ${1-} in
add | list | status | check | verify | export | update | --help | -h | --version | -V)
  exec "$app" --ozone-platform=headless --log-level=3 "$@"
  ;;
esac
exec "$app" "$@"
