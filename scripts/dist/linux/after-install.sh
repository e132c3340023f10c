#!/bin/sh
# Runs as root once the files are there, after an installation and after an upgrade. Nothing in it may fail the
# installation: what it does is for systems that need it.
set -u
helper=/opt/Reelkeep/chrome-sandbox
profile=/opt/Reelkeep/resources/apparmor-profile

# Chromium's sandbox wants user namespaces. Where the kernel or its owner forbids them to users, it has a helper
# that does the same as root; elsewhere no program of ours has root's powers.
forbidden=no
[ -e /proc/self/ns/user ] || forbidden=yes
for switch in /proc/sys/kernel/unprivileged_userns_clone /proc/sys/user/max_user_namespaces; do
  [ -r "$switch" ] && [ "$(cat "$switch")" = 0 ] && forbidden=yes
done
if [ "$forbidden" = yes ]; then chmod 4755 "$helper"; else chmod 0755 "$helper"; fi || true

# Ubuntu 24.04 lets only those use user namespaces whose AppArmor profile says so. Older versions do not know the
# profile's language, and need none.
if command -v apparmor_parser >/dev/null 2>&1 && [ -d /etc/apparmor.d ] &&
  apparmor_parser --skip-kernel-load --skip-cache "$profile" >/dev/null 2>&1; then
  cp "$profile" /etc/apparmor.d/reelkeep && chmod 0644 /etc/apparmor.d/reelkeep
  # Not in the image of a system that is being made: its kernel is another's.
  if [ -d /sys/kernel/security/apparmor ] && ! { command -v ischroot >/dev/null 2>&1 && ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/reelkeep || true
  fi
fi
exit 0
