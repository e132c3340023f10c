#!/bin/sh
# In a mount and a process namespace of its own: a clean Debian over cached layers that stay untouched. What it
# changes is in memory, and all of it, mounts and processes, is gone with this process, however that ends: its
# standard input is held by the test.
# enter.sh LAYERS ARCHIVES ARTEFACTS [CHANGES]
# LAYERS: overlayfs' lowerdir, the uppermost first; CHANGES: a folder that keeps what is changed, for a new layer.
set -e
mount -t tmpfs -o size=5g,mode=755 tmpfs /mnt
mkdir /mnt/root
changes=${4:-/mnt}
mkdir -p "$changes/up" "$changes/work"
mount -t overlay overlay -o "lowerdir=$1,upperdir=$changes/up,workdir=$changes/work" /mnt/root
cd /mnt/root
mkdir -p artefacts
mount --bind "$2" var/cache/apt/archives
mount --bind -o ro "$3" artefacts
mount --rbind /dev dev
mount -t proc proc proc
mount -t tmpfs tmpfs dev/shm
mount -t tmpfs tmpfs run
mount --bind /etc/resolv.conf etc/resolv.conf
# Not a chroot: in one, the kernel forbids the user namespaces of Chromium's sandbox.
mkdir -p .old
pivot_root . .old
umount -l /.old
rmdir /.old
echo ready
# Not in the place of the shell, which is the first process: it takes leave of processes whose parents have ended.
cat >/dev/null
