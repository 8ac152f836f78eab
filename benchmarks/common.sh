# SPDX-License-Identifier: Apache-2.0
# What the run-… scripts share; they are in the project's folder when they read it.

name=$(basename -- "$0")
die() { printf '%s: %s\n' "$name" "$*" >&2; exit 1; }

# The comment at the head of the script.
usage() {
    sed -n '3,/^set/{/^#/s/^# \{0,1\}//p}' "benchmarks/$name" >&2
    exit 2
}

# The number of a Java's version, such as 17.
feature() { "$1" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'; }
java_of() { "$1" -version 2>&1 | sed -n 2p; }

# LOWEST HIGHEST: the newest Java with a number between them; nothing where there is none.
find_java() {
    local home number best=0 found=''
    for home in ${JAVA_HOME:+"$JAVA_HOME"} /usr/lib/jvm/*; do
        [[ -x $home/bin/java ]] || continue
        number=$(feature "$home/bin/java")
        if ((number >= $1 && number <= $2 && number > best)); then
            best=$number found=$home/bin/java
        fi
    done
    printf '%s' "$found"
}

# Sets java and java17 where they are not given; one of them may stay empty.
both_javas() {
    java=${java:-$(find_java 21 99)}
    java17=${java17:-$(find_java 17 20)}
    [[ -n $java || -n $java17 ]] || die "no Java"
}

build() {
    mvn -B -q -ntp -pl benchmarks -am -Dmaven.test.skip=true -Dspotless.check.skip package >&2 || die "the build failed"
}

classpath() {
    local jars=(benchmarks/target/benchmarks-*.jar)
    [[ -e ${jars[0]} ]] || die "not built: run it without --no-build"
    classpath="${jars[0]}:benchmarks/target/lib/*"
}

# ---- figures: each row has a file of "key=value key=value" lines, one a round

# ROW KEY: every value of a row, one a line, in order of size.
values() { sed -n "s/\(^\|.* \)$2=\([^ ]*\).*/\2/p" "$work/$1" | sort -g; }
median() { values "$1" "$2" | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }
largest() { values "$1" "$2" | tail -n 1; }
range() { printf '%s to %s' "$(number "$(values "$1" "$2" | head -n 1)")" "$(number "$(largest "$1" "$2")")"; }
# ROW ROW KEY: the first one's median over the second one's.
ratio() { awk -v a="$(median "$1" "$3")" -v b="$(median "$2" "$3")" 'BEGIN {printf "%.2f", a / b}'; }
# 1234567.8 as 1,234,567, and what is below a hundred with its decimals.
number() {
    local n=${1%.*} text=''
    if ((${#n} < 3)); then
        printf '%s' "$1"
        return
    fi
    while ((${#n} > 3)); do
        text=,${n: -3}$text
        n=${n:0:-3}
    done
    printf '%s' "$n$text"
}

# ---- tables

# The line above a table: when, where, what.
machine() {
    local cpu
    cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
    printf '%s, %s cores (%s), Linux %s. Rounds: %s. Commit %s.\n' "$(date -u +%F)" "$(nproc)" "${cpu:-unknown}" "$(uname -r)" \
        "$rounds" "$(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
}
javas() {
    [[ -z $java ]] || printf 'JDK %s: %s. ' "$(feature "$java")" "$(java_of "$java")"
    [[ -z $java17 ]] || printf 'JDK %s: %s.' "$(feature "$java17")" "$(java_of "$java17")"
    printf '\n\n'
}

# FUNCTION: prints what it prints, and writes it to the file of --out.
finish_table() {
    "$1" >"$work/table"
    cat "$work/table"
    if [[ -n $out ]]; then
        cp -- "$work/table" "$out"
    fi
}
