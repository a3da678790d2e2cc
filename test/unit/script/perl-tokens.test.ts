/**
 * How Perl texts are split: what is a value, an operator, a text between delimiters. From perlop, perldata and perlsub.
 */

import { describe, expect, it } from "vitest";
import { PerlReader } from "../../../core/lint/script/perl/reader.ts";
import type { PerlToken } from "../../../core/lint/script/perl/token.ts";

const LETTERS = { variable: "v", number: "n", string: "s", word: "w", operator: "o", open: "(", close: ")" };

/** The letter of the kind, a capital or `]` if a value ends there, and the text. */
function shown({ kind, text, isTerm }: PerlToken): string {
  const letter = LETTERS[kind];
  const large = letter === ")" ? "]" : letter.toUpperCase();
  return `${isTerm ? large : letter}:${text}`;
}

function split(text: string): string {
  const { tokens, unclosed } = new PerlReader(text).read();
  const places = tokens.every((each) => text.slice(each.start, each.end) === each.text);
  const end = unclosed === undefined ? [] : [`open:${unclosed.text}`];
  return [...(places ? [] : ["wrong places"]), ...tokens.map(shown), ...end].join(" · ");
}

const both = (rows: readonly (readonly [string, string])[]): void => {
  it.each(rows)("%s", (text, expected) => {
    expect(split(text)).toBe(expected);
  });
};

describe("a number", () => {
  both([
    ["0x1F_a, 0XAB", "N:0x1F_a · o:, · N:0XAB"],
    ["0b1_01, 0B10", "N:0b1_01 · o:, · N:0B10"],
    ["1_000, 0", "N:1_000 · o:, · N:0"],
    ["1.5_0, 1., .5_5, 0.25", "N:1.5_0 · o:, · N:1. · o:, · N:.5_5 · o:, · N:0.25"],
    ["1e15, 1E-50, 1.5e+30, 2e-3", "N:1e15 · o:, · N:1E-50 · o:, · N:1.5e+30 · o:, · N:2e-3"],
    ["1..10", "N:1 · o:.. · N:10"],
    ["$x .5", "V:$x · o:. · N:5"],
    ["$x.1", "V:$x · o:. · N:1"],
    ["$x = .25", "V:$x · o:= · N:.25"],
    ["1 .2", "N:1 · o:. · N:2"],
  ]);
});

describe("a variable", () => {
  both([
    ["$x", "V:$x"],
    ["@list", "V:@list"],
    ["%hash", "V:%hash"],
    ["&call", "V:&call"],
    ["*glob", "V:*glob"],
    ["$Foo::Bar::x", "V:$Foo::Bar::x"],
    ["$::x", "V:$::x"],
    ["%Foo::", "V:%Foo::"],
    ["$main'x", "V:$main'x"],
    ["$größe", "V:$größe"],
    ["$12", "V:$12"],
    ["$_", "V:$_"],
    ["$$name", "V:$$name"],
    ["$$$name", "V:$$$name"],
    ["@$list", "V:@$list"],
    ["%$hash", "V:%$hash"],
    ["&$code(1)", "V:&$code · (:( · N:1 · ]:)"],
    ["$#list", "V:$#list"],
    ["$#$list", "V:$#$list"],
    ["$#{$list}", "V:$# · (:{ · V:$list · ]:}"],
    ["@{$list}", "V:@ · (:{ · V:$list · ]:}"],
    ["$$", "V:$$"],
    ["$$, 1", "V:$$ · o:, · N:1"],
    ["$$ / 2", "V:$$ · o:/ · N:2"],
    ["$@, $!, $0, $/, $;", "V:$@ · o:, · V:$! · o:, · V:$0 · o:, · V:$/ · o:, · V:$;"],
    ["$^W, $^O", "V:$^W · o:, · V:$^O"],
    ["@-, @+, %+, %-, %!", "V:@- · o:, · V:@+ · o:, · V:%+ · o:, · V:%- · o:, · V:%!"],
    ["%^H, @^H", "V:%^H · o:, · V:@^H"],
    [`*" = 1`, `V:*" · o:= · N:1`],
    ["$x->@*", "V:$x · o:-> · V:@*"],
    ["$x->%*", "V:$x · o:-> · V:%*"],
    ["$x->$*", "V:$x · o:-> · V:$*"],
    ["$x->&*", "V:$x · o:-> · V:&*"],
    ["$x->**", "V:$x · o:-> · V:**"],
    ["$x->$#*", "V:$x · o:-> · V:$#*"],
    ["keys %h", "w:keys · V:%h"],
    ["keys %$h", "w:keys · V:%$h"],
    ["keys %{$h}", "w:keys · V:% · (:{ · V:$h · ]:}"],
    ["defined &f", "w:defined · V:&f"],
    ["keys %+", "w:keys · V:%+"],
    ["(%h, %g)", "(:( · V:%h · o:, · V:%g · ]:)"],
  ]);
});

describe("a sign between two values is an operator", () => {
  both([
    ["$x % $y", "V:$x · o:% · V:$y"],
    ["$x %$y", "V:$x · o:% · V:$y"],
    ["$x & $y", "V:$x · o:& · V:$y"],
    ["$x && $y", "V:$x · o:&& · V:$y"],
    ["$x * 2", "V:$x · o:* · N:2"],
    ["2 ** 3", "N:2 · o:** · N:3"],
    ["f * 2", "w:f · o:* · N:2"],
    ["f*2", "w:f · o:* · N:2"],
    ["$x->size % 2", "V:$x · o:-> · W:size · o:% · N:2"],
    ["$x->size %h", "V:$x · o:-> · W:size · o:% · w:h"],
    ["(1) / 2", "(:( · N:1 · ]:) · o:/ · N:2"],
    ["$h{a} / 2", "V:$h · (:{ · w:a · ]:} · o:/ · N:2"],
    ["$l[0] / 2", "V:$l · (:[ · N:0 · ]:] · o:/ · N:2"],
    ["$x < 3", "V:$x · o:< · N:3"],
    ["$x << 2", "V:$x · o:<< · N:2"],
    ["$x <<= 2", "V:$x · o:<<= · N:2"],
    ["$x <=> $y", "V:$x · o:<=> · V:$y"],
    ["$x //= 1", "V:$x · o://= · N:1"],
    ["$x // 1", "V:$x · o:// · N:1"],
    ["$x ||= 1 || 2", "V:$x · o:||= · N:1 · o:|| · N:2"],
    ["$x &&= 1", "V:$x · o:&&= · N:1"],
    ["$x **= 2", "V:$x · o:**= · N:2"],
    ["$x >>= 2 >> 1", "V:$x · o:>>= · N:2 · o:>> · N:1"],
    ["1 ... 3", "N:1 · o:... · N:3"],
    ["$x =~ /a/", "V:$x · o:=~ · S:/a/"],
    ["$x !~ /a/", "V:$x · o:!~ · S:/a/"],
    ["$x .= 'a'", "V:$x · o:.= · S:'a'"],
    ["$x == 1 != 2", "V:$x · o:== · N:1 · o:!= · N:2"],
    ["\\$x", "o:\\ · V:$x"],
    ["a => 1", "w:a · o:=> · N:1"],
    ["$x++ / 2", "V:$x · O:++ · o:/ · N:2"],
    ["$x-- / 2", "V:$x · O:-- · o:/ · N:2"],
    ["++$x", "o:++ · V:$x"],
    ["-- $x", "o:-- · V:$x"],
  ]);
});

describe("a slash where a value is missing begins a pattern", () => {
  both([
    ["/a b/", "S:/a b/"],
    ["split /,/, $x", "w:split · S:/,/ · o:, · V:$x"],
    ["return /a/", "w:return · S:/a/"],
    ["$x and /'/", "V:$x · w:and · S:/'/"],
    ["if (/'/) { 1 }", "w:if · (:( · S:/'/ · ]:) · (:{ · N:1 · ):}"],
    ["unless /'/", "w:unless · S:/'/"],
    ["grep /'/, @x", "w:grep · S:/'/ · o:, · V:@x"],
    ["not /'/", "w:not · S:/'/"],
    ["$x =~ /\\//", "V:$x · o:=~ · S:/\\//"],
    ["/a/gix; /b/", "S:/a/gix · o:; · S:/b/"],
    ["$x->if / 2", "V:$x · o:-> · W:if · o:/ · N:2"],
  ]);
  it.each([..."or xor x eq ne lt gt le ge cmp isa while until for foreach".split(" ")])(
    "after %s",
    (word) => {
      expect(split(`$x ${word} /'/`)).toBe(`V:$x · w:${word} · S:/'/`);
    },
  );
  it.each([..."map join push unshift print die warn".split(" ")])("after %s", (word) => {
    expect(split(`${word} /'/`)).toBe(`w:${word} · S:/'/`);
  });
});

describe("a text between delimiters", () => {
  both([
    [`"a \\" b"`, `S:"a \\" b"`],
    ["'it\\'s'", "S:'it\\'s'"],
    ["`ls`", "S:`ls`"],
    ["q(a(b)c)", "S:q(a(b)c)"],
    ["qq{a{b}c}", "S:qq{a{b}c}"],
    ["qw[a [b] c]", "S:qw[a [b] c]"],
    ["q<a<b>c>", "S:q<a<b>c>"],
    ["qw (a b)", "S:qw (a b)"],
    ["qw\n  (a\n  b)", "S:qw\n  (a\n  b)"],
    ["q'it'", "S:q'it'"],
    ["q#a#", "S:q#a#"],
    ["q\\a\\", "S:q\\a\\"],
    ["qx(ls)", "S:qx(ls)"],
    ["qr{a}xms", "S:qr{a}xms"],
    ["m/a/gi", "S:m/a/gi"],
    ["m{a{1,2}}", "S:m{a{1,2}}"],
    ["s/a'/b'/g", "S:s/a'/b'/g"],
    ["s/a\\/'/b/", "S:s/a\\/'/b/"],
    ["s,a,',g", "S:s,a,',g"],
    ["s{a}{b'}e", "S:s{a}{b'}e"],
    ["s{a} {b'}e", "S:s{a} {b'}e"],
    ["s{a}\n# b\n {c'}e", "S:s{a}\n# b\n {c'}e"],
    ["s(a)/b'/", "S:s(a)/b'/"],
    ["tr/a-z/A-Z/", "S:tr/a-z/A-Z/"],
    ["y/'/a/r", "S:y/'/a/r"],
    ["tr(a)(b)r", "S:tr(a)(b)r"],
    ["'a'x 3", "S:'a' · w:x · N:3"],
    [`"a"x 3`, `S:"a" · w:x · N:3`],
    ["q(a) . q(b)", "S:q(a) · o:. · S:q(b)"],
  ]);
});

describe("a word that only looks like a quote", () => {
  both([
    [
      "(s => 1, y=> 2, q\n=> 3)",
      "(:( · w:s · o:=> · N:1 · o:, · w:y · o:=> · N:2 · o:, · w:q · o:=> · N:3 · ]:)",
    ],
    ["$h{s} / $h{ y }", "V:$h · (:{ · w:s · ]:} · o:/ · V:$h · (:{ · w:y · ]:}"],
    ["-s $file", "o:- · w:s · V:$file"],
    ["- s/a/b/", "o:- · S:s/a/b/"],
    ["-qw(a b)", "o:- · S:qw(a b)"],
    ["$x->s(1)", "V:$x · o:-> · W:s · (:( · N:1 · ]:)"],
    ["sub y { 1 }", "w:sub · w:y · (:{ · N:1 · ):}"],
    ["y = 1", "w:y · o:= · N:1"],
    ["(s , y )", "(:( · w:s · o:, · w:y · ]:)"],
    ["q ;", "w:q · o:;"],
    ["quote(1)", "w:quote · (:( · N:1 · ]:)"],
    ["Foo::s(1)", "w:Foo::s · (:( · N:1 · ]:)"],
    ["größe(1)", "w:größe · (:( · N:1 · ]:)"],
  ]);
});

describe("braces around a value are followed by an operator, a block by a statement", () => {
  both([
    ["$x = { a => 1 } / 2", "V:$x · o:= · (:{ · w:a · o:=> · N:1 · ]:} · o:/ · N:2"],
    ["return { } / 2", "w:return · (:{ · ]:} · o:/ · N:2"],
    ["do { 1 } / 2", "w:do · (:{ · N:1 · ]:} · o:/ · N:2"],
    ["eval { 1 } / 2", "w:eval · (:{ · N:1 · ]:} · o:/ · N:2"],
    ["sub { 1 } / 2", "w:sub · (:{ · N:1 · ]:} · o:/ · N:2"],
    ["sub ($y) { 1 } / 2", "w:sub · (:( · V:$y · ]:) · (:{ · N:1 · ]:} · o:/ · N:2"],
    ["$h{a}{b} / 2", "V:$h · (:{ · w:a · ]:} · (:{ · w:b · ]:} · o:/ · N:2"],
    ["$x->m{b} / 2", "V:$x · o:-> · W:m · (:{ · w:b · ]:} · o:/ · N:2"],
    ["$x->{b} / 2", "V:$x · o:-> · (:{ · w:b · ]:} · o:/ · N:2"],
    ["[{} / 2]", "(:[ · (:{ · ]:} · o:/ · N:2 · ]:]"],
    ["({} / 2)", "(:( · (:{ · ]:} · o:/ · N:2 · ]:)"],
    ["{ 1 } /'/", "(:{ · N:1 · ):} · S:/'/"],
    ["1; { 1 } /'/", "N:1 · o:; · (:{ · N:1 · ):} · S:/'/"],
    ["A: { 1 } /'/", "w:A · o:: · (:{ · N:1 · ):} · S:/'/"],
    ["if (1) { 1 } /'/", "w:if · (:( · N:1 · ]:) · (:{ · N:1 · ):} · S:/'/"],
    ["sub f { 1 } /'/", "w:sub · w:f · (:{ · N:1 · ):} · S:/'/"],
    ["sub f($x) { 1 } /'/", "w:sub · w:f · (:( · V:$x · ]:) · (:{ · N:1 · ):} · S:/'/"],
    ["sub f($$;@) { 1 } /'/", "w:sub · w:f · o:($$;@) · (:{ · N:1 · ):} · S:/'/"],
    ["map { 1 } /'/", "w:map · (:{ · N:1 · ):} · S:/'/"],
    ["for (@{$x}) { 1 } /'/", "w:for · (:( · V:@ · (:{ · V:$x · ]:} · ]:) · (:{ · N:1 · ):} · S:/'/"],
    ["{ 1 } { 2 } /'/", "(:{ · N:1 · ):} · (:{ · N:2 · ):} · S:/'/"],
    [
      "foreach my $x (1) { $h{a} } /'/",
      "w:foreach · w:my · V:$x · (:( · N:1 · ]:) · (:{ · V:$h · (:{ · w:a · ]:} · ):} · S:/'/",
    ],
    ["} /'/", "):} · S:/'/"],
  ]);
});

describe("the arguments of a function in its definition", () => {
  both([
    ["sub f($, $b, @) { 1 }", "w:sub · w:f · (:( · o:$ · o:, · V:$b · o:, · o:@ · ]:) · (:{ · N:1 · ):}"],
    [
      "sub f($x, $=, %) { 1 }",
      "w:sub · w:f · (:( · V:$x · o:, · o:$ · o:= · o:, · o:% · ]:) · (:{ · N:1 · ):}",
    ],
    ["sub f(\\@\\@) { 1 }", "w:sub · w:f · o:(\\@\\@) · (:{ · N:1 · ):}"],
    ["sub (&@) { 1 }", "w:sub · o:(&@) · (:{ · N:1 · ):}"],
    ["sub f : prototype($$) { 1 }", "w:sub · w:f · o:: · w:prototype · o:($$) · (:{ · N:1 · ):}"],
    ["f($$)", "w:f · (:( · V:$$ · ]:)"],
  ]);
});

describe("what is between angle brackets", () => {
  both([
    ["<STDIN>", "S:<STDIN>"],
    ["my $l = <$in>;", "w:my · V:$l · o:= · S:<$in> · o:;"],
    ["while (<>) { }", "w:while · (:( · S:<> · ]:) · (:{ · ):}"],
    ["<<>>", "S:<<>>"],
    ["<*.c>", "S:<*.c>"],
    ["<~/a>", "S:<~/a>"],
    ["<main::IN>", "S:<main::IN>"],
    ["$x <$y> 1", "V:$x · o:< · V:$y · o:> · N:1"],
  ]);
});

describe("a here-document", () => {
  both([
    ["f(<<A, 1);\nit's (\nA\n2", "w:f · (:( · S:<<A · o:, · N:1 · ]:) · o:; · N:2"],
    [`f(<<"A b");\nit's\nA b\n2`, `w:f · (:( · S:<<"A b" · ]:) · o:; · N:2`],
    ["f(<<'A');\nit's\nA\n2", "w:f · (:( · S:<<'A' · ]:) · o:; · N:2"],
    ["f(<< 'A');\nit's\nA\n2", "w:f · (:( · S:<< 'A' · ]:) · o:; · N:2"],
    ["f(<<\\A);\nit's\nA\n2", "w:f · (:( · S:<<\\A · ]:) · o:; · N:2"],
    ["f(<<~A);\n  it's\n  A\n2", "w:f · (:( · S:<<~A · ]:) · o:; · N:2"],
    ["f(<<A);\nit's\n  A\nA\n2", "w:f · (:( · S:<<A · ]:) · o:; · N:2"],
    ["f(<<A, <<B);\nit's\nA\n(\nB\n2", "w:f · (:( · S:<<A · o:, · S:<<B · ]:) · o:; · N:2"],
    ["f(<<A);\r\nit's\r\nA\r\n2", "w:f · (:( · S:<<A · ]:) · o:; · N:2"],
    ["print $out <<A;\nit's\nA\n2", "w:print · V:$out · S:<<A · o:; · N:2"],
    ["printf $out <<A;\nit's\nA\n2", "w:printf · V:$out · S:<<A · o:; · N:2"],
    ["say $out <<A;\nit's\nA\n2", "w:say · V:$out · S:<<A · o:; · N:2"],
    ["print $out <$in>", "w:print · V:$out · S:<$in>"],
    ["sprint $out <<A", "w:sprint · V:$out · o:<< · w:A"],
    ["f $out <<A", "w:f · V:$out · o:<< · w:A"],
    ["f(<<A);\nit's", "w:f · (:( · S:<<A · ]:) · o:; · open:<<A"],
    ["f(<<A)", "w:f · (:( · S:<<A · ]:) · open:<<A"],
    ["f(<<A)\n", "w:f · (:( · S:<<A · ]:) · open:<<A"],
    ["f(<<A, <<B);\nA\n", "w:f · (:( · S:<<A · o:, · S:<<B · ]:) · o:; · open:<<B"],
    ["f(<<A);\nA", "w:f · (:( · S:<<A · ]:) · o:;"],
  ]);
});

describe("what is skipped", () => {
  both([
    ["1 # it's (\n2", "N:1 · N:2"],
    ["# it's", ""],
    ["", ""],
    [" \t\r\n\n ", ""],
    ["=pod\n\nit's (\n\n=cut\n1", "N:1"],
    ["1\n=head1 It's\n(\n=cut\n2", "N:1 · N:2"],
    ["=pod\n\n=cutter\nit's\n=cut it\n1", "N:1"],
    ["=pod\nit's", ""],
    ["=pod\n=cut", ""],
    ["=pod\n=cut\n=begin x\nit's\n=cut\n1", "N:1"],
    ["$x\n = 1", "V:$x · o:= · N:1"],
    ["$x\n=1", "V:$x · o:= · N:1"],
    ["1;\n__END__\nit's", "N:1 · o:;"],
    ["1;\n__DATA__\nit's", "N:1 · o:;"],
    ["__END__\nit's", ""],
    ["$h{__END__}; 1", "V:$h · (:{ · w:__END__ · ]:} · o:; · N:1"],
    ["format STDOUT =\n@<< it's\n$x\n.\n1", "N:1"],
    ["format =\nit's\n.\n1", "N:1"],
    ["1;\nformat A =\nit's\n. \t\r\n2", "N:1 · o:; · N:2"],
    ["format(1)", "w:format · (:( · N:1 · ]:)"],
    ["format A =\nit's\n", "open:format"],
  ]);
});

describe("what does not end", () => {
  both([
    [`1; "a`, `N:1 · o:; · open:"`],
    ["1; 'a", "N:1 · o:; · open:'"],
    ["/a", "open:/"],
    ["q(a(b)", "open:q("],
    ["qw (a", "open:qw ("],
    ["s/a/b", "open:s/"],
    ["s{a}{b", "open:s{"],
    [`"a\\"`, `open:"`],
    ["f(<<A, 'a\nb');\nA\n", "w:f · (:( · S:<<A · o:, · S:'a\nb' · open:"],
  ]);
});
