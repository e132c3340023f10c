#!/bin/sh
exec /opt/Reelkeep/reelkeep.sh "$@"
