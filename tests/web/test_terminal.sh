#!/bin/sh
# The workbench in a browser, the whole way that kundresa-web(7) describes and with the
# files that come with it (data/web): Chromium, nginx with a login, wetty, sshd, kundresa.
# Only ports and paths are changed, and all listen on loopback.
set -u
skip() {
  echo "1..0 # SKIP $1"
  exit 0
}
modules=${KUNDRESA_NODE_MODULES:-$top_builddir/web/node_modules}
PATH=$PATH:/usr/sbin:/sbin
[ -x "$modules/.bin/wetty" ] || skip "wetty is not there: make -C build web-tools"
for program in node chromium nginx sshd ssh-keygen openssl; do
  command -v $program >/dev/null || skip "$program is not there"
done
[ "$(id -u)" = 0 ] || [ -r /etc/ssh ] || skip "sshd cannot be started here"

me=$(id -un)
# A folder that sshd trusts: nobody else may write in it or above it.
above=/run
[ "$(id -u)" = 0 ] || above=$HOME
work=$(mktemp -d -p "$above" kundresa-web-XXXXXX) || exit 1
started=
finish() {
  for process in $started; do kill "$process" 2>/dev/null; done
  [ ! -s "$work/nginx.pid" ] || kill "$(cat "$work/nginx.pid")" 2>/dev/null
  wait
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM HUP

# Three ports that nobody has.
set -- $("$PYTHON3" -c '
import socket
held = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
print(*[one.getsockname()[1] for one in held])')
web=$1 wetty=$2 ssh=$3

# The journey, and the person: whoever runs the tests, known to the file already.
file=$work/journey.kundresa
"$KUNDRESA" new "$file" --from "$top_srcdir/journeys/electricity-se.yaml" >/dev/null || exit 1

# sshd, with the shipped Match block.
ssh-keygen -q -t ed25519 -N '' -f "$work/key"
ssh-keygen -q -t ed25519 -N '' -f "$work/host"
echo "[127.0.0.1]:$ssh $(cut -d' ' -f1,2 "$work/host.pub")" >"$work/known_hosts"
{
  printf 'Port %s\nListenAddress 127.0.0.1\nHostKey %s\nPidFile none\n' "$ssh" "$work/host"
  printf 'UsePAM no\nPermitRootLogin prohibit-password\n'
  sed -e "s|Match Group kundresa|Match Group $(id -gn)|" \
    -e "s|/etc/kundresa-web/key.pub|$work/key.pub|" \
    -e "s|LANGUAGE=sv|LANGUAGE=sv KUNDRESA_LOCALEDIR=$KUNDRESA_LOCALEDIR KUNDRESA_DATADIR=$KUNDRESA_DATADIR|" \
    -e "s|exec kundresa /srv/kundresa/journey.kundresa|exec $KUNDRESA $file|" \
    "$top_srcdir/data/web/sshd.conf"
} >"$work/sshd.conf"
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
"$(command -v sshd)" -D -e -f "$work/sshd.conf" 2>"$work/sshd.log" &
started="$started $!"

# wetty, with the shipped line.
line=$(sed -n 's|^ExecStart=/usr/local/bin/wetty ||p' "$top_srcdir/data/web/kundresa-web.service" |
  sed -e "s|--port 3000|--port $wetty|" -e "s|--ssh-port 22|--ssh-port $ssh|" \
    -e "s|/etc/kundresa-web|$work|g")
# shellcheck disable=SC2086 # a line of words
node "$modules/.bin/wetty" $line >"$work/wetty.log" 2>&1 &
started="$started $!"

# nginx, with the shipped site.
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1 -keyout "$work/web.key" \
  -out "$work/web.pem" 2>/dev/null
printf '%s:%s\n' "$me" "$(openssl passwd -apr1 gott-minne)" >"$work/people"
{
  printf 'daemon on; pid %s; error_log %s;\n' "$work/nginx.pid" "$work/nginx.log"
  [ "$(id -u)" != 0 ] || echo "user $me;"
  printf 'events {}\nhttp { access_log off;\n'
  for place in client_body proxy fastcgi uwsgi scgi; do
    printf '%s_temp_path %s;\n' $place "$work/$place"
  done
  sed -e "s|listen 443 ssl|listen 127.0.0.1:$web ssl|" \
    -e "s|/etc/ssl/certs/kundresa.pem|$work/web.pem|" \
    -e "s|/etc/ssl/private/kundresa.key|$work/web.key|" \
    -e "s|/etc/kundresa-web/people|$work/people|" -e "s|127.0.0.1:3000|127.0.0.1:$wetty|" \
    "$top_srcdir/data/web/nginx.conf"
  echo '}'
} >"$work/nginx.conf"
nginx -p "$work" -e "$work/nginx.log" -c "$work/nginx.conf" || exit 1

NODE_PATH=$modules node "$top_srcdir/tests/web/terminal.cjs" \
  "https://127.0.0.1:$web/kundresa" "$me" gott-minne "$KUNDRESA" "$file" "${KUNDRESA_SHOTS:-$work}"
status=$?
[ $status = 0 ] || sed 's/^/# /' "$work"/*.log | tail -n 40
exit $status
