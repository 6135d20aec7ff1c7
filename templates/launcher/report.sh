#!/bin/sh
# Gets the reporter and runs it. Ends with 0 whatever happens, unless PORT_DORA_FAIL_ON_ERROR is true.
# PORT_DORA_SOURCE: empty for the npm package; else a file, a folder, or https://...#sha256=...
# PORT_DORA_SOURCE_TIMEOUT: seconds for getting and running it together, 120 unless set.
port_dora_report() (
  # What the script around this has set must not stop the report, and a trace would show values.
  { set +efux; } 2>/dev/null
  unset IFS
  package=port-dora-action@0.1.0
  node='an image with Node 20.16 or newer'
  executable='set PORT_DORA_SOURCE to the standalone executable for Linux (a path, or https://...#sha256=...)'
  source=${PORT_DORA_SOURCE:-}
  limit=${PORT_DORA_SOURCE_TIMEOUT:-}
  # What is left of a name that the CI could not fill in.
  case $source in '$''('* | '$''{'* | '#''{'* | '{''{'* | '<'* | '%'*'%' | null) source='' ;; esac
  case $limit in '' | 0* | *[!0123456789]* | ??????*) limit=120 ;; esac
  began=$(date +%s)
  folder='' job=''
  trap 'stop TERM; [ -z "$folder" ] || rm -rf "$folder"' EXIT
  trap 'exit 143' HUP INT TERM

  not_reported() { # why and what to do [exit code]
    echo "NOT REPORTED: $1"
    case ${PORT_DORA_FAIL_ON_ERROR:-} in [Tt][Rr][Uu][Ee]) exit "${2:-1}" ;; esac
    exit 0
  }

  # Runs a command for the time that is left, in a process group that can be ended as a whole.
  bounded() {
    left=$((began + limit - $(date +%s)))
    [ "$left" -gt 0 ] || return 124
    # Other versions of timeout end the command alone, and not what it has started.
    if timeout --kill-after=5 9 true 2>/dev/null; then
      timeout --kill-after=5 "$left" "$@" </dev/null &
      left=0
    elif command -v setsid >/dev/null; then
      setsid "$@" </dev/null &
    else
      { set -m; } 2>/dev/null
      "$@" </dev/null &
      { set +m; } 2>/dev/null
    fi
    job=$!
    [ "$left" -eq 0 ] || watch &
    { wait "$job"; } 2>/dev/null
    code=$?
    job=''
    return "$code"
  }

  # Ends the job when its time is over; ends itself when the job is gone.
  watch() {
    exec >/dev/null 2>&1
    while kill -0 "$job"; do
      if [ "$left" -eq 0 ]; then
        stop TERM
        sleep 5
        stop KILL
      fi
      left=$((left - 1))
      sleep 1
    done
  }

  stop() { # signal
    [ -z "$job" ] || kill -s "$1" -- "-$job" || kill -s "$1" "$job"
  } 2>/dev/null

  check() { # exit code, what failed, what to do
    [ "$1" -ne 0 ] || return 0
    case $1 in
      124 | 137 | 143)
        [ "$(date +%s)" -lt "$((began + limit))" ] ||
          not_reported "it took longer than $limit seconds; see what is slow above, or raise PORT_DORA_SOURCE_TIMEOUT" "$1"
        ;;
    esac
    not_reported "$2 (exit code $1); $3" "$1"
  }

  need_node() {
    command -v node >/dev/null || not_reported "there is no Node here; use $node, or $executable"
    case $(node --version 2>/dev/null) in
      v20.[0-9].* | v20.1[0-5].* | v[0-9].* | v1[0-9].*)
        not_reported "the Node here is too old; use $node, or $executable"
        ;;
    esac
  }

  make_folder() {
    folder=$(mktemp -d) || not_reported 'no temporary folder could be made; set TMPDIR to one that can be written'
  }

  is_allowed() ( # address
    LC_ALL=C
    case $1 in *[!A-Za-z0-9%'&'+,./:=?@_~-]*) exit 1 ;; https://?*) exit 0 ;; http://*) ;; *) exit 1 ;; esac
    host=${1#http://}
    case ${host%%[/?]*} in *@*) exit 1 ;; localhost | localhost:* | 127.0.0.1 | 127.0.0.1:*) exit 0 ;; esac
    exit 1
  )

  fetch() { # address
    make_folder
    if command -v curl >/dev/null; then
      # The address may hold a password, which the arguments of a process would show to others.
      (umask 077 && echo "url = $1" >"$folder/address")
      bounded curl -fsSLg --config "$folder/address" --proto "=${1%%:*}" --proto-redir =https -o "$folder/port-dora"
    elif command -v wget >/dev/null; then
      bounded wget -q -O "$folder/port-dora" "$1"
    else
      not_reported 'there is neither curl nor wget to fetch PORT_DORA_SOURCE; add one to the image, or give a path'
    fi
    check "$?" 'PORT_DORA_SOURCE could not be fetched' 'see whether this machine can reach it'
  }

  sum_of() { # file
    if command -v sha256sum >/dev/null; then
      sha256sum <"$1"
    elif command -v shasum >/dev/null; then
      shasum -a 256 <"$1"
    else
      openssl dgst -sha256 -r <"$1"
    fi
  }

  # Sets source to what was fetched, and runs nothing of it.
  get() {
    case $source in *'#sha256='*) wanted=${source##*'#sha256='} ;; *) wanted='' ;; esac
    case $wanted in *[!0123456789abcdefABCDEF]*) wanted='' ;; esac
    [ "${#wanted}" -eq 64 ] ||
      not_reported 'PORT_DORA_SOURCE has no checksum; put #sha256= and its 64 digits behind the address'
    source=${source%%'#'*}
    is_allowed "$source" || not_reported 'PORT_DORA_SOURCE is no plain https:// address (http:// is for loopback only); mend it'
    fetch "$source"
    source=$folder/port-dora
    sum=$(sum_of "$source" 2>/dev/null)
    [ -n "$sum" ] || not_reported 'there is no sha256sum, shasum or openssl to check PORT_DORA_SOURCE; add one, or give a path'
    [ "${sum%% *}" = "$(echo "$wanted" | tr ABCDEF abcdef)" ] ||
      not_reported 'what PORT_DORA_SOURCE names has another checksum, so it was not run; see who changed it'
    chmod +x "$source"
    if tar -tzf "$source" >/dev/null 2>&1; then
      mkdir "$folder/content" && bounded tar -xzf "$source" -C "$folder/content"
      check "$?" 'the archive of PORT_DORA_SOURCE could not be unpacked' 'see how much space TMPDIR has'
      source=$folder/content
    fi
  }

  run() {
    case $source in /* | [A-Za-z]:*) ;; *) source=./$source ;; esac
    if [ -d "$source" ]; then
      for one in "$source/dist/index.js" "$source/package/dist/index.js" "$source/port-dora"; do
        [ ! -f "$one" ] || { source=$one && break; }
      done
    fi
    [ -f "$source" ] ||
      not_reported 'PORT_DORA_SOURCE leads to no file and to no folder with dist/index.js or port-dora; mend it'
    case $source in
      *.js)
        need_node
        bounded node "$source" report "$@"
        ;;
      *)
        [ -x "$source" ] || not_reported 'the file in PORT_DORA_SOURCE may not be executed; allow it with chmod +x'
        bounded "$source" report "$@"
        ;;
    esac
    code=$?
    case $code in
      126 | 127) check "$code" 'PORT_DORA_SOURCE cannot be run here' 'see above; it needs glibc and a processor like its own' ;;
    esac
    check "$code" 'the reporter of PORT_DORA_SOURCE failed' 'see what it says above'
  }

  run_package() {
    need_node
    command -v npx >/dev/null || not_reported "there is no npx beside Node here; use $node, or $executable"
    # A home that cannot be written to, as with a user of a container that has none.
    if [ -z "${npm_config_cache:-}" ] && [ ! -w "${HOME:-/nowhere}" ]; then
      make_folder
      export npm_config_cache="$folder"
    fi
    # Without these, npm waits more than a minute for a registry that is not there.
    export npm_config_fetch_retry_mintimeout="${npm_config_fetch_retry_mintimeout:-1000}"
    export npm_config_fetch_retry_maxtimeout="${npm_config_fetch_retry_maxtimeout:-5000}"
    export npm_config_update_notifier=false
    bounded npx --yes "$package" report "$@"
    check "$?" "npx could not get or run $package" 'see above, and where npm is out of reach set PORT_DORA_SOURCE'
  }

  case $source in
    '') run_package "$@" ;;
    *://*) get && run "$@" ;;
    *) run "$@" ;;
  esac
)
port_dora_report "$@"
