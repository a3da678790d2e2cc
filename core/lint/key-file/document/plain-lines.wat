;; Goes over the lines of a client.keys and stops at the first that is not plain.
;;
;; A plain line is a sound line (`sound-line.ts`) about which few rules can say anything: an id of three to seven digits
;; that is not zero; a name of 2 to 127 lower-case letters, digits, - and _; `any` or a single IPv4 address; and 64 lower-case
;; hexadecimal digits that vary. Nearly every line of a large file is plain. `plain-lines.ts` fills and empties the memory:
;;
;;   0x00000  for each byte: 1 if it may be in a name                                    256 bytes
;;   0x01000  what was found: end, hashes of id, name, address and key; 20 bytes each    about 60 KB
;;   0x10000  the text, and beyond it some bytes that are read but do not count
(module
  (memory (export "memory") 6)

  ;; As in `hash.ts`.
  (global $seed (export "seed") (mut i32) (i32.const 0))

  ;; The hash of a field of at least one byte, the same as `hashOf`.
  (func $hash (param $at i32) (param $end i32) (result i32)
    (local $hash i32)
    (local $last i32)
    (local.set $last (i32.load8_u (i32.sub (local.get $end) (i32.const 1))))
    (local.set $hash
      (i32.xor
        (i32.xor (global.get $seed) (i32.sub (local.get $end) (local.get $at)))
        (i32.shl (i32.shr_u (local.get $last) (i32.const 4)) (i32.const 8))))
    (block $words
      (loop $more
        (br_if $words (i32.ge_u (i32.add (local.get $at) (i32.const 4)) (local.get $end)))
        (local.set $hash
          (i32.mul (i32.xor (local.get $hash) (i32.load (local.get $at))) (i32.const 0x85ebca6b)))
        (local.set $hash (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 15))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $more)))
    (block $bytes
      (loop $more
        (br_if $bytes (i32.ge_u (i32.add (local.get $at) (i32.const 1)) (local.get $end)))
        (local.set $hash
          (i32.mul (i32.xor (local.get $hash) (i32.load8_u (local.get $at))) (i32.const 0x85ebca6b)))
        (local.set $hash (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 15))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $more)))
    (local.set $hash (i32.mul (local.get $hash) (i32.const 0xc2b2ae35)))
    (i32.or
      (i32.and
        (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 16)))
        (i32.const 0x7ffffff0))
      (i32.and (local.get $last) (i32.const 15))))

  ;; The blank after an id, or 0.
  (func $id_end (param $start i32) (result i32)
    (local $at i32)
    (local $digit i32)
    (local $bits i32)
    (local $length i32)
    (local.set $at (local.get $start))
    (block $done
      (loop $more
        (local.set $digit (i32.sub (i32.load8_u (local.get $at)) (i32.const 0x30)))
        (br_if $done (i32.gt_u (local.get $digit) (i32.const 9)))
        (local.set $bits (i32.or (local.get $bits) (local.get $digit)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $more (i32.le_u (i32.sub (local.get $at) (local.get $start)) (i32.const 7)))))
    (local.set $length (i32.sub (local.get $at) (local.get $start)))
    (select
      (local.get $at)
      (i32.const 0)
      (i32.and
        (i32.and
          (i32.ge_u (local.get $length) (i32.const 3))
          (i32.le_u (local.get $length) (i32.const 7)))
        (i32.and
          (i32.ne (local.get $bits) (i32.const 0))
          (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x20))))))

  ;; The blank after a name, or 0.
  (func $name_end (param $start i32) (result i32)
    (local $at i32)
    (local $length i32)
    (local.set $at (local.get $start))
    (block $done
      (loop $more
        (br_if $done (i32.eqz (i32.load8_u (i32.load8_u (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $more (i32.le_u (i32.sub (local.get $at) (local.get $start)) (i32.const 127)))))
    (local.set $length (i32.sub (local.get $at) (local.get $start)))
    (select
      (local.get $at)
      (i32.const 0)
      (i32.and
        (i32.and
          (i32.ge_u (local.get $length) (i32.const 2))
          (i32.le_u (local.get $length) (i32.const 127)))
        (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x20)))))

  ;; What ends an octet of 0 to 255 without leading zeros, or 0.
  (func $octet_end (param $start i32) (result i32)
    (local $at i32)
    (local $digit i32)
    (local $value i32)
    (local $length i32)
    (local.set $at (local.get $start))
    (block $done
      (loop $more
        (local.set $digit (i32.sub (i32.load8_u (local.get $at)) (i32.const 0x30)))
        (br_if $done (i32.gt_u (local.get $digit) (i32.const 9)))
        (local.set $value (i32.add (i32.mul (local.get $value) (i32.const 10)) (local.get $digit)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $more (i32.le_u (i32.sub (local.get $at) (local.get $start)) (i32.const 3)))))
    (local.set $length (i32.sub (local.get $at) (local.get $start)))
    (if (i32.gt_u (i32.sub (local.get $length) (i32.const 1)) (i32.const 2))
      (then (return (i32.const 0))))
    (if (i32.gt_u (local.get $value) (i32.const 255)) (then (return (i32.const 0))))
    (if (i32.and
          (i32.gt_u (local.get $length) (i32.const 1))
          (i32.eq (i32.load8_u (local.get $start)) (i32.const 0x30)))
      (then (return (i32.const 0))))
    (local.get $at))

  ;; The blank after a single IPv4 address whose first digit is not 0, or 0.
  (func $host_end (param $at i32) (result i32)
    (local $dots i32)
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x30)) (then (return (i32.const 0))))
    (loop $more
      (local.set $at (call $octet_end (local.get $at)))
      (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))
      (if (i32.eq (local.get $dots) (i32.const 3))
        (then
          (return
            (select
              (local.get $at)
              (i32.const 0)
              (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x20))))))
      (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x2e)) (then (return (i32.const 0))))
      (local.set $dots (i32.add (local.get $dots) (i32.const 1)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br $more))
    (unreachable))

  ;; Which of 16 bytes are lower-case hexadecimal digits.
  (func $hex (param $bytes v128) (result v128)
    (v128.or
      (i8x16.lt_u
        (i8x16.sub (local.get $bytes) (i8x16.splat (i32.const 0x30)))
        (i8x16.splat (i32.const 10)))
      (i8x16.lt_u
        (i8x16.sub (local.get $bytes) (i8x16.splat (i32.const 0x61)))
        (i8x16.splat (i32.const 6)))))

  ;; Whether 64 lower-case hexadecimal digits stand here, of which the first 16 show six different ones.
  (func $is_key (param $start i32) (result i32)
    (local $at i32)
    (local $seen i32)
    (if (i32.eqz
          (i8x16.all_true
            (v128.and
              (v128.and
                (call $hex (v128.load (local.get $start)))
                (call $hex (v128.load offset=16 (local.get $start))))
              (v128.and
                (call $hex (v128.load offset=32 (local.get $start)))
                (call $hex (v128.load offset=48 (local.get $start)))))))
      (then (return (i32.const 0))))
    (local.set $at (local.get $start))
    (loop $more
      (local.set $seen
        (i32.or (local.get $seen) (i32.shl (i32.const 1) (i32.load8_u (local.get $at)))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $more (i32.lt_u (i32.sub (local.get $at) (local.get $start)) (i32.const 16))))
    (i32.ge_u (i32.popcnt (local.get $seen)) (i32.const 6)))

  ;; Finds up to `most` plain lines from `at` on, and returns how many. A line counts if a line feed ends it, or `limit` where
  ;; `closed` is 1: the text ends there.
  (func (export "scan") (param $at i32) (param $limit i32) (param $closed i32) (param $most i32) (result i32)
    (local $count i32)
    (local $entry i32)
    (local $id_end i32)
    (local $name_end i32)
    (local $ip_end i32)
    (local $ip_hash i32)
    (local $end i32)
    (local.set $entry (i32.const 0x1000))
    (block $done
      (loop $more
        (br_if $done (i32.ge_u (local.get $count) (local.get $most)))
        (br_if $done (i32.eqz (local.tee $id_end (call $id_end (local.get $at)))))
        (br_if $done
          (i32.eqz (local.tee $name_end (call $name_end (i32.add (local.get $id_end) (i32.const 1))))))
        (if (i32.eq
              (i32.load offset=1 (local.get $name_end))
              (i32.const 0x20796e61)) ;; "any "
          (then
            (local.set $ip_end (i32.add (local.get $name_end) (i32.const 4)))
            (local.set $ip_hash (i32.const -1)))
          (else
            (br_if $done
              (i32.eqz (local.tee $ip_end (call $host_end (i32.add (local.get $name_end) (i32.const 1))))))
            (local.set $ip_hash
              (call $hash (i32.add (local.get $name_end) (i32.const 1)) (local.get $ip_end)))))
        (local.set $end (i32.add (local.get $ip_end) (i32.const 65)))
        (br_if $done (i32.gt_u (local.get $end) (local.get $limit)))
        (br_if $done
          (i32.eqz
            (select
              (local.get $closed)
              (i32.eq (i32.load8_u (local.get $end)) (i32.const 0x0a))
              (i32.eq (local.get $end) (local.get $limit)))))
        (br_if $done (i32.eqz (call $is_key (i32.add (local.get $ip_end) (i32.const 1)))))
        (i32.store (local.get $entry) (local.get $end))
        (i32.store offset=4 (local.get $entry) (call $hash (local.get $at) (local.get $id_end)))
        (i32.store offset=8 (local.get $entry)
          (call $hash (i32.add (local.get $id_end) (i32.const 1)) (local.get $name_end)))
        (i32.store offset=12 (local.get $entry) (local.get $ip_hash))
        (i32.store offset=16 (local.get $entry)
          (call $hash (i32.add (local.get $ip_end) (i32.const 1)) (local.get $end)))
        (local.set $entry (i32.add (local.get $entry) (i32.const 20)))
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (local.set $at (i32.add (local.get $end) (i32.const 1)))
        (br_if $more (i32.lt_u (local.get $at) (local.get $limit)))))
    (local.get $count)))
