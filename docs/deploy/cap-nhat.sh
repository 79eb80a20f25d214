#!/bin/sh
# Cập nhật một máy dùng cơ sở dữ liệu nhúng: sao lưu, lấy bản mới, cài thư viện, mở lại; ghi nhớ bản cũ cho quay-lai.sh.
# Dùng: cap-nhat.sh [THƯ MỤC CHƯƠNG TRÌNH] [THƯ MỤC BẢN SAO] [THƯ MỤC DỊCH VỤ]
set -eu
program=${1:-/opt/tro-ly-xa}
copies=${2:-/var/backups/tro-ly-xa}
units=${3:-/etc/systemd/system}

stop_here() { echo "DỪNG: $1" >&2; exit 1; }
# Chưa đổi gì mà phải dừng thì mở lại bản đang dùng
untouched=no
reopen() { if [ "$untouched" = yes ]; then systemctl start tro-ly-xa; fi; }
trap reopen EXIT

cd "$program"
[ -w .git ] || stop_here "Không ghi được vào $program. Gõ lại, có chữ sudo ở đầu dòng."
mkdir -p "$copies"
chmod 700 "$copies"

echo "1. Hỏi kho chương trình xem có bản mới không."
git fetch --quiet origin main || stop_here "Không tới được kho chương trình. Chưa đổi gì; kiểm tra mạng rồi gõ lại."
new=$(git rev-parse FETCH_HEAD)
if [ "$(git rev-parse HEAD)" = "$new" ] && [ ! -e "$copies/dang-cap-nhat" ]; then
  echo "Đang dùng bản mới nhất, không phải làm gì."
  exit 0
fi

echo "2. Dừng trợ lý."
systemctl stop tro-ly-xa || stop_here "Không dừng được trợ lý. Chưa đổi gì; gọi đơn vị cung cấp."
# Lần trước dở dang thì bản cũ và bản sao đã ghi nhớ lúc ấy mới là đúng
if [ ! -e "$copies/dang-cap-nhat" ]; then
  untouched=yes
  echo "3. Sao lưu."
  saved=$(sh docs/deploy/sao-luu.sh "$program" "$copies") || stop_here "Không sao lưu được. Chưa đổi gì; xem đĩa còn chỗ không: df -h"
  echo "$saved"
  echo "${saved#Đã sao lưu: }" >"$copies/ban-truoc-tep"
  git rev-parse HEAD >"$copies/ban-truoc"
  echo "Đã ghi nhớ bản đang dùng: $(cat "$copies/ban-truoc")"
else
  echo "3. Lần cập nhật trước chưa xong: dùng bản sao làm lúc ấy, $(cat "$copies/ban-truoc-tep")"
fi

echo "4. Lấy bản mới, giữ những chỗ xã đã sửa."
touch "$copies/dang-cap-nhat"
untouched=no
stuck="Bản mới trùng chỗ xã đã sửa. Gõ lệnh quay lại bản trước, rồi gọi đơn vị cung cấp."
[ -z "$(git ls-files --unmerged)" ] || stop_here "$stuck"
# Mất điện giữa chừng thì chỗ sửa còn cất từ lần trước
edited=no
if git stash list | head -n 1 | grep -q "cap-nhat$"; then edited=yes; fi
if [ -n "$(git status --porcelain --untracked-files=no)" ]; then
  git stash push --quiet --message cap-nhat || stop_here "$stuck"
  edited=yes
fi
fetched=yes
{ git switch --quiet main && git merge --quiet --ff-only "$new"; } || fetched=no
if [ "$edited" = yes ]; then git stash pop --quiet || stop_here "$stuck"; fi
[ "$fetched" = yes ] || stop_here "$stuck"

echo "5. Cài thư viện, một đến năm phút."
npm ci || stop_here "Chưa cài xong thư viện, trợ lý đang dừng. Kiểm tra mạng rồi gõ lại lệnh này."

echo "6. Mở lại trợ lý."
chown -R tro-ly-xa:tro-ly-xa data knowledge
chmod 700 data
for unit in tro-ly-xa.service tro-ly-xa-sao-luu.service tro-ly-xa-sao-luu.timer; do
  if [ -e "$units/$unit" ]; then cp "docs/deploy/$unit" "$units/"; fi
done
systemctl daemon-reload
# Máy ngừng thử sau nhiều lần không mở được; bắt đầu đếm lại
systemctl reset-failed tro-ly-xa 2>/dev/null || true
systemctl start tro-ly-xa || stop_here "Trợ lý không mở được. Gõ lệnh quay lại bản trước."
rm "$copies/dang-cap-nhat"
echo "Đã cập nhật. Chờ hai phút, mở trang, hỏi một câu đã biết câu trả lời."
