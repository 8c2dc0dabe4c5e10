# For the scripts beside it, which source this: a world, and 'waypost serve' that knows it. Each sets $name before.

home=$(cd "$here/../../.." && pwd)
work=$(mktemp -d)
started=

skip() {
    echo "$name: skipped: $1" >&2
    exit 77
}

# Ends what was started here, the latest first.
finish() {
    for process in $started; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT

# Runs a program in the background until the end of the script. Usage: background LOG COMMAND...
background() {
    log=$1
    shift
    "$@" >"$log" 2>&1 &
    latest=$!
    started="$latest $started"
}

# Waits until a line comes up in a file, or the program that writes it has ended. Usage: await PATTERN FILE PROCESS
await() {
    tries=0
    until grep -q "$1" "$2" 2>/dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -gt 120 ] || ! kill -0 "$3" 2>/dev/null; then
            echo "$name: no '$1' in:" >&2
            cat "$2" >&2
            exit 1
        fi
        sleep 0.5
    done
}

# Keeps what is said over a port from here on, for tshark/run, where that is allowed. Usage: capture PORT
capture() {
    kept="$home/target/interop"
    mkdir -p "$kept"
    rm -f "$kept/$name"-*.pcapng
    if command -v dumpcap >/dev/null 2>&1 && dumpcap -q -i lo -a duration:1 -w /dev/null 2>/dev/null; then
        background "$work/dumpcap.log" dumpcap -q -i lo -f "tcp port $1" -w "$kept/$name-$1.pcapng"
        await '^File:' "$work/dumpcap.log" "$latest"
    else
        echo "$name: not captured: dumpcap, and the right to it, are needed" >&2
    fi
}

# Copies the shipped configuration, makes twenty travellers and imports their signalling.
make_world() {
    cp -R "$home/config" "$work/config"
    config="$work/config/waypost.yaml"
    sed -i 's/127\.0\.0\.1:277[56]/127.0.0.1:0/' "$config"
    "$home/waypost" simulate network --out "$work/world" --subscribers 20
    "$home/waypost" import cells "$work/world/cells.csv" --config "$config"
    "$home/waypost" import subscribers "$work/world/subscribers.csv" --config "$config"
    "$home/waypost" import events "$work/world/events.csv" --config "$config"
}

# Starts the gateway; sets $port.
serve() {
    background "$work/serve.log" "$home/waypost" serve --config "$config"
    await '^ready:' "$work/serve.log" "$latest"
    port=$(sed -n 's/^ready:.*:\([0-9]*\)$/\1/p' "$work/serve.log")
}
