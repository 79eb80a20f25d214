#!/bin/sh
# Sao lưu một máy dùng cơ sở dữ liệu nhúng: dừng trợ lý vài giây, nén dữ liệu và văn bản, mở lại, xóa bản quá hạn.
# Bản sao lưu và dữ liệu cất lại khi khôi phục bị xóa sau 30 ngày (BACKUP_RETENTION_DAYS trong .env).
# Dùng: sao-luu.sh [THƯ MỤC CHƯƠNG TRÌNH] [THƯ MỤC BẢN SAO]
set -eu
program=${1:-/opt/tro-ly-xa}
copies=${2:-/var/backups/tro-ly-xa}
days=30

umask 077
mkdir -p "$copies"
name="$copies/tro-ly-xa-$(date +%Y%m%d-%H%M%S).tar.gz"
was_running=no
# Đang chờ tự mở lại cũng là đang chạy: nếu không, nó mở lại giữa lúc chép
case "$(systemctl is-active tro-ly-xa || true)" in active | activating | reloading | deactivating) was_running=yes ;; esac
reopen() { if [ "$was_running" = yes ]; then systemctl start tro-ly-xa; fi; }
trap reopen EXIT
if [ "$was_running" = yes ]; then systemctl stop tro-ly-xa; fi

cd "$program"
settings=
if [ -f .env ]; then
  settings=.env
  set_days=$(sed -n "s/^[[:space:]]*BACKUP_RETENTION_DAYS=[\"']\{0,1\}\([1-9][0-9]\{0,3\}\).*/\1/p" .env | tail -n 1)
  days=${set_days:-$days}
fi
# Không chép bản sao vào bản sao: người đã xóa dữ liệu sẽ còn lại trong đó lâu gấp đôi
# shellcheck disable=SC2086
tar -czf "$name.tmp" --anchored --exclude='data/sao-luu' --exclude='data/postgres.truoc-*' \
  --exclude='data/postgres.dang-khoi-phuc' data knowledge $settings
tar -tzf "$name.tmp" >/dev/null
mv "$name.tmp" "$name"
# Trợ lý không đọc được thư mục bản sao: ghi cho nó biết đã sao lưu lúc nào, ở đâu, cỡ bao nhiêu. Đặt vào bằng mv, không ghi thẳng:
# thư mục data là của người dùng khác
{ date -u +%Y-%m-%dT%H:%M:%SZ; echo "$copies"; wc -c <"$name"; } >"$copies/.ban-sao-moi-nhat"
chmod 644 "$copies/.ban-sao-moi-nhat"
mv -fT "$copies/.ban-sao-moi-nhat" data/ban-sao-moi-nhat

# Theo ngày ghi trong tên; cả bản nén dở và dữ liệu cất lại khi quay lại bản trước
last=$(date -d "-$days days" +%Y%m%d)
for old in "$copies"/tro-ly-xa-*.tar.gz "$copies"/tro-ly-xa-*.tar.gz.tmp "$program"/data-hong-*; do
  day=$(basename "$old" | sed -n 's/^[a-z-]*-\([0-9]\{8\}\)-[0-9].*/\1/p')
  if [ -n "$day" ] && [ "$day" -le "$last" ]; then rm -rf "$old"; fi
done
echo "Đã sao lưu: $name"
