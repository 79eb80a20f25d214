#!/bin/sh
# Quay lại bản trước lần cập nhật gần nhất (cap-nhat.sh): bản chương trình cũ cùng bản sao làm ngay trước lúc cập nhật.
# Dùng: quay-lai.sh [THƯ MỤC CHƯƠNG TRÌNH] [THƯ MỤC BẢN SAO] [THƯ MỤC DỊCH VỤ]
set -eu
program=${1:-/opt/tro-ly-xa}
copies=${2:-/var/backups/tro-ly-xa}
units=${3:-/etc/systemd/system}

stop_here() { echo "DỪNG: $1" >&2; exit 1; }

cd "$program"
[ -w .git ] || stop_here "Không ghi được vào $program. Gõ lại, có chữ sudo ở đầu dòng."

echo "1. Xem bản trước và bản sao của nó còn không."
if [ ! -s "$copies/ban-truoc" ] || [ ! -s "$copies/ban-truoc-tep" ]; then
  stop_here "Chưa ghi nhớ bản nào: máy này chưa cập nhật bằng cap-nhat.sh. Chưa đổi gì; gọi đơn vị cung cấp."
fi
old=$(cat "$copies/ban-truoc")
copy=$(cat "$copies/ban-truoc-tep")
git cat-file -e "$old^{commit}" || stop_here "Kho không còn bản $old. Chưa đổi gì; gọi đơn vị cung cấp."
tar -tzf "$copy" >/dev/null || stop_here "Không mở được bản sao $copy. Chưa đổi gì; tìm tệp cùng tên ở nơi cất, chép vào đó rồi gõ lại."

echo "2. Dừng trợ lý."
systemctl stop tro-ly-xa || stop_here "Không dừng được trợ lý. Chưa đổi gì; gọi đơn vị cung cấp."

echo "3. Cất văn bản hiện nay, lấy lại chương trình cũ."
mark=hong-$(date +%Y%m%d-%H%M%S)
if [ -d knowledge ]; then mv knowledge "knowledge-$mark"; fi
if git stash list | head -n 1 | grep -q "cap-nhat$"; then git stash drop --quiet; fi
git checkout --quiet --force "$old" || stop_here "Không lấy lại được chương trình cũ. Văn bản nằm ở knowledge-$mark; gọi đơn vị cung cấp."

echo "4. Cài thư viện của bản cũ, một đến năm phút."
npm ci || stop_here "Chưa cài xong thư viện, trợ lý đang dừng. Kiểm tra mạng rồi gõ lại lệnh này."

echo "5. Cất dữ liệu hiện nay, lấy lại bản sao $copy"
if [ -d data ]; then mv data "data-$mark"; fi
if [ -f .env ]; then cp -p .env ".env-$mark"; fi
rm -rf knowledge
tar -xzf "$copy" || stop_here "Không mở được bản sao. Xem đĩa còn chỗ không (df -h) rồi gõ lại lệnh này."

echo "6. Mở lại trợ lý."
chown -R tro-ly-xa:tro-ly-xa data knowledge
chmod 700 data
for unit in tro-ly-xa.service tro-ly-xa-sao-luu.service tro-ly-xa-sao-luu.timer; do
  if [ -e "$units/$unit" ] && [ -e "docs/deploy/$unit" ]; then cp "docs/deploy/$unit" "$units/"; fi
done
systemctl daemon-reload
# Máy ngừng thử sau nhiều lần không mở được; bắt đầu đếm lại
systemctl reset-failed tro-ly-xa 2>/dev/null || true
systemctl start tro-ly-xa || stop_here "Trợ lý không mở được; gọi đơn vị cung cấp."
rm -f "$copies/dang-cap-nhat"
echo "Đã quay lại bản $old. Dữ liệu, văn bản và cài đặt của bản mới nằm ở: $(ls -d data-hong-* knowledge-hong-* .env-hong-* 2>/dev/null | tr '\n' ' ')"
