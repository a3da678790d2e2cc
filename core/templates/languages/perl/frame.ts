/** The Perl poll script around its look-up. JSON::PP, which is part of Perl, handles JSON. */

import { code, commented, fieldRules, type Language, type Parts, paragraphs } from "../../code.ts";
import { lookups } from "./lookups.ts";

export const perl: Language = {
  id: "perl",
  title: "Perl",
  fileName: "agent_key_poll.pl",
  forms: ["script"],
  lookups,
  write(lookup, parts) {
    const modules = [
      "use File::Basename qw(dirname);",
      "use JSON::PP;",
      ...(lookup.imports ?? "").split("\n"),
    ];
    return `${paragraphs(
      `#!/usr/bin/env perl\n${commented(parts.head)}`,
      [...["use strict;", "use warnings;", ""], ...modules.filter((line) => line !== "").sort()].join("\n"),
      parts.waits ? "my $TIMEOUT = 10;    # seconds; the manager itself waits 60" : "",
      code`
# What the manager can work with. A blank in a name, for example, would stop its daemons.
my @FIELDS = qw(id name ip key);
my %RULES = (
    id   => qr{\A(?:${fieldRules.id})\z},
    name => qr{\A(?:${fieldRules.name})\z},
    ip   => qr{\A(?:${fieldRules.ip})\z},
    key  => qr{\A(?:${fieldRules.key})\z},
);`,
      lookup.constants ?? "",
      setting,
      lookup.find,
      poll(parts),
      main,
    )}\n`;
  },
};

const setting = code`
# A setting from the environment, or from keypoll.env beside this script.
sub setting {
    my ($name, $preset) = @_;
    return $ENV{$name} if defined $ENV{$name};
    if (open my $lines, '<', dirname(__FILE__) . '/keypoll.env') {
        while (my $line = <$lines>) {
            return $1 if $line =~ /\A\Q$name\E=([^\r\n]*)/;
        }
    }
    return $preset // '';
}`;

const compare = ({ noun, exact }: Parts) =>
  exact
    ? "    my $agents = eval { find($selector, $value) };"
    : code`
    # The ${noun} may compare loosely (letter case, blanks at the end), so compare again.
    my $agents = eval { [grep { ($_->{$selector} // '') eq $value } @{find($selector, $value)}] };`;

const poll = (parts: Parts) => code`
sub error_answer {
    my ($number, $message) = @_;
    return {error => $number, message => $message};
}

# The answer to a request: a selector, id or ip, and the value to look for.
sub poll {
    my ($selector, $value) = @_;
    return error_answer(1, 'Expected two arguments: id or ip, and a value') if @_ != 2 || $value eq '';
    return error_answer(3, 'Unknown selector, expected id or ip') if $selector ne 'id' && $selector ne 'ip';
${compare(parts)}
    # The reason may name accounts and hosts, so it is left out.
    return error_answer(2, 'The ${parts.failure}') if !$agents;
    return error_answer(4, "No agent has this $selector") if !@$agents;
    return error_answer(5, "Several agents have this $selector") if @$agents > 1;
    # The quotes keep every member a string: a number would end the manager's daemon.
    my %data = map { $_ => "" . ($agents->[0]{$_} // '') } @FIELDS;
    for my $field (@FIELDS) {
        return error_answer(6, "The manager cannot work with the $field of this agent") if $data{$field} !~ $RULES{$field};
    }
    return {error => 0, data => \%data};
}`;

const main = code`
# The manager reads both streams as one: a warning before the answer would spoil it.
open STDERR, '>', '/dev/null';
print JSON::PP->new->ascii->canonical->encode(poll(@ARGV)), "\n";`;
