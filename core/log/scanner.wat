;; Goes over the lines of a log and finds those that may be known messages, by the first bytes of their text.
;;
;; It knows how lines are made (time, writer, level, text; the cluster's brackets; a line of JSON), and openings of messages
;; as two tables. Most lines are not known, and cost no more than this. `scanner.ts` fills and empties the memory:
;;
;;   0x00000  which lengths the openings have that begin with these two bytes: 2, 4, … 16   64 KB
;;   0x10000  whether some opening has this hash                                           64 KB
;;   0x20000  the length of the level's word by its first letter                          256 bytes
;;   0x21000  what was found: line, end, text, number of the line, memo; 20 bytes each      160 KB
;;   0x50000  the bytes of the log, and beyond them some that are read but do not count
;;   0xb0000  lines that were found before, without their times; 256 bytes each            8 MB
(module
  (memory (export "memory") 139)

  ;; Lines that have ended in this scan, and where the first one begins that has not been looked at.
  (global $lines (export "lines") (mut i32) (i32.const 0))
  (global $next (export "next") (mut i32) (i32.const 0))
  ;; The first and the last line with a time or in JSON; 0 where there is none.
  (global $first (export "first") (mut i32) (i32.const 0))
  (global $last (export "last") (mut i32) (i32.const 0))
  ;; Which of two kept lines gives way next.
  (global $turn (mut i32) (i32.const 0))

  ;; Where the byte stands that `pattern` repeats, from `at` on; `end` or more where it does not.
  (func $find (param $at i32) (param $end i32) (param $pattern v128) (result i32)
    (local $found i32)
    (loop $more
      (local.set $found
        (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (local.get $pattern))))
      (if (local.get $found)
        (then (return (i32.add (local.get $at) (i32.ctz (local.get $found))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $more (i32.lt_u (local.get $at) (local.get $end))))
    (local.get $end))

  ;; 16 bits of the first bytes; `length` is 2, 4, … 16.
  (func $hash (param $at i32) (param $length i32) (result i32)
    (local $bits i64)
    (if (i32.le_u (local.get $length) (i32.const 8))
      (then
        (local.set $bits
          (i64.shl
            (i64.load (local.get $at))
            (i64.extend_i32_u (i32.sub (i32.const 64) (i32.shl (local.get $length) (i32.const 3)))))))
      (else
        (local.set $bits
          (i64.xor
            (i64.mul (i64.load (local.get $at)) (i64.const 0x9e3779b97f4a7c15))
            (i64.load (i32.sub (i32.add (local.get $at) (local.get $length)) (i32.const 8)))))))
    (i32.wrap_i64
      (i64.shr_u
        (i64.mul
          (i64.xor (i64.shr_u (local.get $bits) (i64.const 29)) (local.get $bits))
          (i64.const 0xbf58476d1ce4e5b9))
        (i64.const 48))))

  ;; Enters an opening of an even number of bytes, 16 at most, which stand at `at`.
  (func (export "enter") (param $at i32) (param $length i32)
    (local $pair i32)
    (local.set $pair (i32.load16_u (local.get $at)))
    (i32.store8 (local.get $pair)
      (i32.or
        (i32.load8_u (local.get $pair))
        (i32.shl (i32.const 1) (i32.sub (i32.shr_u (local.get $length) (i32.const 1)) (i32.const 1)))))
    (i32.store8 offset=0x10000 (call $hash (local.get $at) (local.get $length)) (i32.const 1)))

  ;; Whether the text may begin like a message.
  (func $begins (param $at i32) (result i32)
    (local $lengths i32)
    (local.set $lengths (i32.load8_u (i32.load16_u (local.get $at))))
    (block $none
      (loop $more
        (br_if $none (i32.eqz (local.get $lengths)))
        (if (i32.load8_u offset=0x10000
              (call $hash
                (local.get $at)
                (i32.shl (i32.add (i32.ctz (local.get $lengths)) (i32.const 1)) (i32.const 1))))
          (then (return (i32.const 1))))
        (local.set $lengths (i32.and (local.get $lengths) (i32.sub (local.get $lengths) (i32.const 1))))
        (br $more)))
    (i32.const 0))

  ;; Whether the text ends with what the agent adds to words of the manager: " (from manager)".
  (func $fromManager (param $end i32) (result i32)
    (if (i32.eq (i32.load8_u (i32.sub (local.get $end) (i32.const 1))) (i32.const 13))
      (then (local.set $end (i32.sub (local.get $end) (i32.const 1)))))
    (i32.and
      ;; "manager)"
      (i64.eq (i64.load (i32.sub (local.get $end) (i32.const 8))) (i64.const 0x29726567616e616d))
      ;; " (from m"
      (i64.eq (i64.load (i32.sub (local.get $end) (i32.const 15))) (i64.const 0x6d206d6f72662820))))

  ;; Whether a line begins with a time and a blank: "0000/00/00 00:00:00 ". What stands beyond its end does not count.
  (func $dated (param $at i32) (param $end i32) (result i32)
    (local $head v128)
    (local.set $head (v128.load (local.get $at)))
    (i32.and
      (i32.and
        ;; Where digits stand, and from bit 16 on where the marks between them stand.
        (i32.eq
          (i32.or
            (i8x16.bitmask
              (i8x16.lt_u (i8x16.sub (local.get $head) (i8x16.splat (i32.const 48))) (i8x16.splat (i32.const 10))))
            (i32.shl
              (i8x16.bitmask
                (i8x16.eq
                  (local.get $head)
                  (v128.const i8x16 0 0 0 0 47 0 0 47 0 0 32 0 0 58 0 0)))
              (i32.const 16)))
          (i32.const 0x2490db6f))
        ;; ":00 " behind the first sixteen.
        (i32.and
          (i32.eq (i32.and (i32.load offset=16 (local.get $at)) (i32.const 0xfff0f0ff)) (i32.const 0x2030303a))
          (i32.and
            (i32.lt_u (i32.sub (i32.load8_u offset=17 (local.get $at)) (i32.const 48)) (i32.const 10))
            (i32.lt_u (i32.sub (i32.load8_u offset=18 (local.get $at)) (i32.const 48)) (i32.const 10)))))
      (i32.gt_u (i32.sub (local.get $end) (local.get $at)) (i32.const 19))))

  ;; Whether the line that is kept at `own` reads like this one.
  (func $isKept (param $own i32) (param $at i32) (param $end i32) (result i32)
    (local $from i32)
    (local $last i32)
    (if (i32.ne (i32.load (local.get $own)) (i32.sub (local.get $end) (local.get $at)))
      (then (return (i32.const 0))))
    (local.set $from (local.get $at))
    (local.set $last (i32.sub (local.get $end) (i32.const 16)))
    (loop $more
      (if (i32.gt_u (local.get $from) (local.get $last)) (then (local.set $from (local.get $last))))
      (if (i32.ne
            (i32.const 0xffff)
            (i8x16.bitmask
              (i8x16.eq
                (v128.load (local.get $from))
                (v128.load offset=4
                  (i32.add (local.get $own) (i32.sub (local.get $from) (local.get $at)))))))
        (then (return (i32.const 0))))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br_if $more (i32.lt_u (local.get $from) (local.get $end))))
    (i32.const 1))

  ;; Where a line is kept that reads so, a place from 1 on, doubled, and 1 more if it was there; 0 where it is not kept.
  (func $memo (param $at i32) (param $end i32) (result i32)
    (local $length i32)
    (local $from i32)
    (local $last i32)
    (local $slot i32)
    (local $own i32)
    (local $bits i64)
    (local.set $length (i32.sub (local.get $end) (local.get $at)))
    (if (i32.or
          (i32.lt_u (local.get $length) (i32.const 16))
          (i32.gt_u (local.get $length) (i32.const 252)))
      (then (return (i32.const 0))))
    ;; Eight bytes at a time; the last ones may be looked at twice.
    (local.set $bits (i64.extend_i32_u (local.get $length)))
    (local.set $from (local.get $at))
    (local.set $last (i32.sub (local.get $end) (i32.const 8)))
    (loop $more
      (local.set $bits
        (i64.mul
          (i64.xor (i64.xor (local.get $bits) (i64.shr_u (local.get $bits) (i64.const 32))) (i64.load (local.get $from)))
          (i64.const 0x9e3779b97f4a7c15)))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (br_if $more (i32.lt_u (local.get $from) (local.get $last))))
    (local.set $bits
      (i64.mul
        (i64.xor (i64.xor (local.get $bits) (i64.shr_u (local.get $bits) (i64.const 32))) (i64.load (local.get $last)))
        (i64.const 0xbf58476d1ce4e5b9)))
    (local.set $slot (i32.wrap_i64 (i64.shr_u (local.get $bits) (i64.const 49))))
    (local.set $own (i32.add (i32.const 0xb0000) (i32.shl (local.get $slot) (i32.const 8))))
    ;; A line has two places, beside each other.
    (if (call $isKept (local.get $own) (local.get $at) (local.get $end))
      (then (return (i32.add (i32.shl (local.get $slot) (i32.const 1)) (i32.const 3)))))
    (local.set $slot (i32.xor (local.get $slot) (i32.const 1)))
    (local.set $own (i32.xor (local.get $own) (i32.const 256)))
    (if (call $isKept (local.get $own) (local.get $at) (local.get $end))
      (then (return (i32.add (i32.shl (local.get $slot) (i32.const 1)) (i32.const 3)))))
    ;; It goes where there is room, or else to one of them in turn.
    (if (i32.load (local.get $own))
      (then
        (global.set $turn (i32.xor (global.get $turn) (i32.const 1)))
        (if (i32.or
              (global.get $turn)
              (i32.eqz (i32.load (i32.xor (local.get $own) (i32.const 256)))))
          (then
            (local.set $slot (i32.xor (local.get $slot) (i32.const 1)))
            (local.set $own (i32.xor (local.get $own) (i32.const 256)))))))
    (i32.store (local.get $own) (local.get $length))
    (local.set $from (local.get $at))
    (local.set $last (i32.sub (local.get $end) (i32.const 16)))
    (loop $more
      (if (i32.gt_u (local.get $from) (local.get $last)) (then (local.set $from (local.get $last))))
      (v128.store offset=4
        (i32.add (local.get $own) (i32.sub (local.get $from) (local.get $at)))
        (v128.load (local.get $from)))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br_if $more (i32.lt_u (local.get $from) (local.get $end))))
    (i32.shl (i32.add (local.get $slot) (i32.const 1)) (i32.const 1)))

  ;; Where the value of "description" begins in a line of JSON; 0 where there is none.
  (func $description (param $at i32) (param $end i32) (result i32)
    (loop $more
      (local.set $at (call $find (local.get $at) (local.get $end) (i8x16.splat (i32.const 34))))
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const 0))))
      ;; `"descrip`, `ription"`
      (if (i32.and
            (i64.eq (i64.load (local.get $at)) (i64.const 0x7069726373656422))
            (i64.eq (i64.load offset=5 (local.get $at)) (i64.const 0x226e6f6974706972)))
        (then
          (local.set $at
            (i32.add (i32.const 1)
              (call $find (i32.add (local.get $at) (i32.const 13)) (local.get $end) (i8x16.splat (i32.const 34)))))
          (return (select (local.get $at) (i32.const 0) (i32.le_u (local.get $at) (local.get $end))))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br $more))
    (unreachable))

  ;; The cluster's own log has no writer, and says in brackets which node and which task it is about; 3.8 with a colon.
  (func $behindBrackets (param $at i32) (param $end i32) (result i32)
    (local $close i32)
    (block $done
      (loop $more
        (br_if $done (i32.ne (i32.load8_u (local.get $at)) (i32.const 91)))
        (local.set $close (call $find (local.get $at) (local.get $end) (i8x16.splat (i32.const 93))))
        (br_if $done (i32.gt_u (i32.add (local.get $close) (i32.const 2)) (local.get $end)))
        (local.set $at (i32.add (local.get $close) (i32.const 2)))
        (if (i32.eq (i32.load8_u offset=1 (local.get $close)) (i32.const 58))
          (then (local.set $at (i32.add (local.get $at) (i32.const 1)))))
        (br $more)))
    (local.get $at))

  ;; Where the text begins, behind time, writer and level; where it all begins if there is no level.
  (func $text (param $start i32) (param $end i32) (param $dated i32) (result i32)
    (local $from i32)
    (local $word i32)
    (local $at i32)
    (local.set $from (select (i32.add (local.get $start) (i32.const 20)) (local.get $start) (local.get $dated)))
    ;; A level stands in the first bytes of a line.
    (if (i32.gt_u (i32.sub (local.get $end) (local.get $from)) (i32.const 300))
      (then (local.set $end (i32.add (local.get $from) (i32.const 300)))))
    (local.set $word (local.get $from))
    (local.set $at (local.get $from))
    (block $none
      (loop $more
        (local.set $at (call $find (local.get $at) (local.get $end) (i8x16.splat (i32.const 58))))
        (br_if $none (i32.ge_u (local.get $at) (local.get $end)))
        (if (i32.eq (i32.load8_u offset=1 (local.get $at)) (i32.const 32))
          (then
            (if (i32.eq
                  (i32.sub (local.get $at) (local.get $word))
                  (i32.load8_u offset=0x20000 (i32.load8_u (local.get $word))))
              (then
                (local.set $at (i32.add (local.get $at) (i32.const 2)))
                (if (i32.and (local.get $dated) (i32.eq (local.get $word) (local.get $from)))
                  (then (return (call $behindBrackets (local.get $at) (local.get $end)))))
                (return (local.get $at))))
            (local.set $word (i32.add (local.get $at) (i32.const 2)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $more)))
    (local.get $from))

  ;; Looks at whole lines from `start` to `end`, and returns how many it found; stops early when there is no room for more.
  (func (export "scan") (param $start i32) (param $end i32) (result i32)
    (local $feed i32)
    (local $text i32)
    (local $stop i32)
    (local $dated i32)
    (local $found i32)
    (local $entry i32)
    (global.set $lines (i32.const 0))
    (global.set $first (i32.const 0))
    (global.set $last (i32.const 0))
    (block $done
      (loop $line
        (br_if $done (i32.ge_u (local.get $start) (local.get $end)))
        (br_if $done (i32.eq (local.get $found) (i32.const 8192)))
        (local.set $feed (call $find (local.get $start) (local.get $end) (i8x16.splat (i32.const 10))))
        (br_if $done (i32.ge_u (local.get $feed) (local.get $end)))
        (global.set $lines (i32.add (global.get $lines) (i32.const 1)))
        (local.set $stop (local.get $feed))
        (if (i32.eq (i32.load8_u (local.get $start)) (i32.const 123))
          (then
            (local.set $dated (i32.const 1))
            (local.set $text (call $description (local.get $start) (local.get $feed)))
            (local.set $stop (i32.sub (local.get $feed) (i32.const 2))))
          (else
            (local.set $dated (call $dated (local.get $start) (local.get $feed)))
            (local.set $text (call $text (local.get $start) (local.get $feed) (local.get $dated)))))
        (if (local.get $dated)
          (then
            (global.set $last (local.get $start))
            (if (i32.eqz (global.get $first)) (then (global.set $first (local.get $start))))))
        (if (local.get $text)
          (then
            (if (i32.or (call $begins (local.get $text)) (call $fromManager (local.get $stop)))
              (then
                (local.set $entry (i32.mul (local.get $found) (i32.const 20)))
                (i32.store offset=0x21000 (local.get $entry) (local.get $start))
                (i32.store offset=0x21004 (local.get $entry) (local.get $feed))
                (i32.store offset=0x21008 (local.get $entry) (local.get $text))
                (i32.store offset=0x2100c (local.get $entry) (global.get $lines))
                (i32.store offset=0x21010 (local.get $entry)
                  ;; A line of JSON has its time inside.
                  (if (result i32)
                    (i32.and (local.get $dated) (i32.ne (i32.load8_u (local.get $start)) (i32.const 123)))
                    (then (call $memo (i32.add (local.get $start) (i32.const 20)) (local.get $feed)))
                    (else (i32.const 0))))
                (local.set $found (i32.add (local.get $found) (i32.const 1)))))))
        (local.set $start (i32.add (local.get $feed) (i32.const 1)))
        (br $line)))
    (global.set $next (local.get $start))
    (local.get $found)))
