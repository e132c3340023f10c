#!/bin/sh
# Runs as root once the files are gone; also in the middle of an upgrade, where everything stays.
# dpkg says remove or purge, rpm how many versions are left.
set -u
case ${1-} in
remove | purge | disappear | 0) ;;
*) exit 0 ;;
esac
profile=/etc/apparmor.d/reelkeep
if [ -f "$profile" ]; then
  if [ -d /sys/kernel/security/apparmor ] && command -v apparmor_parser >/dev/null 2>&1; then
    apparmor_parser --remove "$profile" >/dev/null 2>&1 || true
  fi
  rm -f "$profile"
fi
exit 0
