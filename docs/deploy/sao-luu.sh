#!/bin/sh
# Sao lưu một máy dùng cơ sở dữ liệu nhúng: dừng trợ lý vài giây, nén dữ liệu và văn bản, mở lại, giữ 30 bản gần nhất.
# Dùng: sao-luu.sh [THƯ MỤC CHƯƠNG TRÌNH] [THƯ MỤC BẢN SAO]
set -eu
program=${1:-/opt/tro-ly-xa}
copies=${2:-/var/backups/tro-ly-xa}
keep=30

umask 077
mkdir -p "$copies"
name="$copies/tro-ly-xa-$(date +%Y%m%d-%H%M%S).tar.gz"
was_running=no
if systemctl is-active --quiet tro-ly-xa; then was_running=yes; fi
reopen() { if [ "$was_running" = yes ]; then systemctl start tro-ly-xa; fi; }
trap reopen EXIT
if [ "$was_running" = yes ]; then systemctl stop tro-ly-xa; fi

cd "$program"
settings=
if [ -f .env ]; then settings=.env; fi
# shellcheck disable=SC2086
tar -czf "$name.tmp" data knowledge $settings
tar -tzf "$name.tmp" >/dev/null
mv "$name.tmp" "$name"

ls -1 "$copies"/tro-ly-xa-*.tar.gz | sort -r | tail -n "+$((keep + 1))" | while read -r old; do rm -f "$old"; done
echo "Đã sao lưu: $name"
