/** What Perl loads before a script: a debugger that only writes down each line when it runs for the first time. */

/**
 * `Devel::KeypollCoverage`, found by `PERL5LIB` and loaded by `PERL5OPT`. Perl itself keeps which lines can run: in the list of a
 * file's lines they have a number that is not zero.
 */
export const PERL_HOOK = `
package Devel::KeypollCoverage;

package DB;

my ($record, $root, %seen, %files, %kept);
BEGIN {
    require Cwd;
    ($record, $root) = delete @ENV{"KEYPOLL_COVERAGE", "KEYPOLL_COVERAGE_ROOT"};
    for my $name ("PERL5OPT", "PERL5LIB") {
        my $before = delete $ENV{"KEYPOLL_COVERAGE_$name"};
        if (defined $before) { $ENV{$name} = $before } else { delete $ENV{$name} }
    }
    # Perl says so there when it loads a debugger.
    delete $ENV{PERL5DB};
    my ($here) = $INC{"Devel/KeypollCoverage.pm"} =~ m{^(.*)/Devel/};
    @INC = grep { $_ ne $here } @INC;
}

sub note {
    local ($!, $?, $@, $,, $\\);
    open(my $file, ">>", $record) or return;
    print $file $_[0];
    close($file);
}

sub own {
    my ($name) = @_;
    return $files{$name} if exists $files{$name};
    local ($!, $?, $@);
    my $real = -e $name ? Cwd::abs_path($name) : undef;
    return $files{$name} = defined $real && index($real, $root) == 0 ? $real : undef;
}

sub DB {
    my (undef, $name, $line) = caller;
    return if $seen{$name}[$line]++;
    my $real = own($name) or return;
    if (!$kept{$name}++) {
        no strict "refs";
        no warnings;
        my $lines = \\@{"main::_<$name"};
        note("E\\t" . join(" ", grep { $lines->[$_] != 0 } 1 .. $#$lines) . "\\t$real\\n");
    }
    note("R\\t$line\\t$real\\n");
}

note("S\\n");
1;
`;
