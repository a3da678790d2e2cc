/** Perl texts that perl rejects, found by their tokens, and unusual ones that it accepts. */

import { describe, expect, it } from "vitest";
import { perlError } from "../../../core/lint/script/perl/errors.ts";

const SCRIPT = `#!/usr/bin/perl
# keypoll: poll script
use strict;
use warnings;
use JSON::PP;

my $kind = shift;
my ($value, %known) = (shift // "", id => 1);
my %agents = (
    "001" => { name => "web", keys => [1, 2] },
);
sub find {
    my ($id) = @_;
    return { error => 4, message => "No agent $id" } unless exists $agents{$id};
    if ($kind eq "id") {
        return { error => 0, data => $agents{$id} };
    } elsif ($kind eq "ip") {
        return { error => 5, message => 'No address' };
    }
    return {};
}
my $answer = eval { find($value) };
if ($@) {
    $answer = { error => 9, message => "$@" };
}
my $json = JSON::PP->new->canonical;
print $json->encode($answer);
exit 0;
`;

function told(text: string): string | undefined {
  const fault = perlError(text);
  return fault && `${text.slice(0, fault.start).split("\n").length}: ${fault.what}`;
}

describe("Perl that perl rejects", () => {
  it.each([
    ["shift;\nmy", "shift\nmy", "7: ; is missing"],
    ["use warnings;", "use warnings", "4: ; is missing"],
    ["id => 1);", "id => 1)", "8: ; is missing"],
    ["= @_;", "= @_", "13: ; is missing"],
    ["{ find($value) };", "{ find($value) }", "22: ; is missing"],
    ["->canonical;", "->canonical", "26: ; is missing"],
    ["encode($answer);", "encode($answer)", "27: ; is missing"],
    ["} elsif (", "} else if (", "17: Perl writes elsif"],
    ["} elsif (", "} elif (", "17: Perl writes elsif"],
    ["($kind eq", "($kind[ eq", "15: [ is never closed"],
    ["return {};\n}", "return {};", "12: { is never closed"],
    ["exit 0;", "exit 0; }", "28: } closes nothing"],
    ["'No address'", "'No address", "18: the text that begins with ' does not end"],
    ["exit 0;", "print <<EOT;\nx\n", "28: the text that begins with <<EOT does not end"],
  ])("%s → %s", (from, to, expected) => {
    expect(SCRIPT).toContain(from);
    expect(told(SCRIPT.replace(from, to))).toBe(expected);
  });
});

const ODD = `#!/usr/bin/perl
# keypoll: poll script
=pod

It's { not ( code

=cut
my $x = "a"
    . "b"
    x 2
    if 1;
print $fh
    "text";
print {$ok ? *STDOUT : *STDERR}
    "text";
my @list = map { $_ => 1 } sort by_name
    @names;
my $text = <<"A" . <<'B' . "c";
it's $x {
A
" ( B
B
(my $copy = $x) =~ s,/+,",g;
s{a}
 {b}gex;
my %h = (s => 1, y => 2, q => {}, m => [qw( a ' b )]);
print $h{s} / 2, $h{y}, $$, $#{$a}, $#list, "/", split /'/, $x;
sub y { return $_[0] }
sub s($$;@) { 1 }
my $f = sub { 1 };
LINE: for my $y (@list) { next LINE unless my $z = $h{$y} / 2 }
do { $x++ } while ($x < 3);
print $out <<EOT if $x;
it's
EOT
local $, = "'"; local $" = ' ';
*SEP = *";
use Foo 1.2
    qw(a b);
format STDOUT =
@<<< it's
$x
.
try { 1 } catch { 2 };
@list = (1,
    2);
die "x"
    unless $x
    and $y;
__END__
it's { not ( code
`;

describe("Perl that perl accepts", () => {
  it("as it is usually written", () => {
    expect(told(SCRIPT)).toBeUndefined();
  });

  it("is accepted if it is unusual", () => {
    expect(told(ODD)).toBeUndefined();
  });

  it("takes linear time, whatever is in it", () => {
    expect(perlError("$x\nif (".repeat(50_000))?.what).toBe("( is never closed");
  });
});
