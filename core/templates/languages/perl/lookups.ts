/** How Perl asks each source: DBI for databases, and modules that are part of Perl if they are enough. */

import { attributes, code, type Language, preset, query } from "../../code.ts";
import type { SourceId } from "../../sources.ts";

const queries = code`
my %QUERIES = (
    id => '${query("id", "?")}',
    ip => '${query("ip", "?")}',
);`;

const setting = (source: SourceId, name: string) => `setting('${name}', '${preset(source, name)}')`;

const select = code`
    my $rows = $database->selectall_arrayref($QUERIES{$selector}, undef, $value);
    return [map { my %agent; @agent{@FIELDS} = @$_; \%agent } @$rows];`;

export const lookups: Language["lookups"] = {
  mysql: {
    needs: "Perl 5.14 or newer with DBI and DBD::mysql (package libdbd-mysql-perl)",
    constants: queries,
    find: code`
# The agents whose id or ip is the value.
sub find {
    my ($selector, $value) = @_;
    require DBI;    # here, so that a missing module is an error answer
    my $source = sprintf 'dbi:mysql:host=%s;port=%s;database=%s;mysql_connect_timeout=%d;mysql_read_timeout=%d',
        ${setting("mysql", "KEYPOLL_HOST")}, ${setting("mysql", "KEYPOLL_PORT")},
        ${setting("mysql", "KEYPOLL_DATABASE")}, $TIMEOUT, $TIMEOUT;
    my $database = DBI->connect($source, ${setting("mysql", "KEYPOLL_USER")}, setting('KEYPOLL_PASSWORD'),
        {RaiseError => 1, PrintError => 0, mysql_server_prepare => 1, mysql_enable_utf8mb4 => 1});
${select}
}`,
  },
  postgresql: {
    needs: "Perl 5.14 or newer with DBI and DBD::Pg (package libdbd-pg-perl)",
    constants: queries,
    find: code`
# The agents whose id or ip is the value.
sub find {
    my ($selector, $value) = @_;
    require DBI;    # here, so that a missing module is an error answer
    my $source = sprintf q{dbi:Pg:host=%s;port=%s;dbname=%s;connect_timeout=%d;options='-c statement_timeout=%ds'},
        ${setting("postgresql", "KEYPOLL_HOST")}, ${setting("postgresql", "KEYPOLL_PORT")},
        ${setting("postgresql", "KEYPOLL_DATABASE")}, $TIMEOUT, $TIMEOUT;
    my $database = DBI->connect($source, ${setting("postgresql", "KEYPOLL_USER")}, setting('KEYPOLL_PASSWORD'),
        {RaiseError => 1, PrintError => 0});
${select}
}`,
  },
  sqlite: {
    needs: "Perl 5.14 or newer with DBI and DBD::SQLite (package libdbd-sqlite3-perl)",
    constants: queries,
    find: code`
# The agents whose id or ip is the value.
sub find {
    my ($selector, $value) = @_;
    require DBD::SQLite;    # here, so that a missing module is an error answer
    # Read-only: otherwise a wrong path would leave an empty database there.
    my $database = DBI->connect('dbi:SQLite:dbname=' . ${setting("sqlite", "KEYPOLL_DATABASE")},
        '', '', {RaiseError => 1, PrintError => 0, sqlite_open_flags => DBD::SQLite::OPEN_READONLY()});
    $database->sqlite_busy_timeout(1000 * $TIMEOUT);
${select}
}`,
  },
  ldap: {
    needs:
      "Perl 5.14 or newer, Net::LDAP (package libnet-ldap-perl), and for ldaps IO::Socket::SSL (libio-socket-ssl-perl)",
    constants: code`
my %ATTRIBUTES = (id => '${attributes.id}', name => '${attributes.name}', ip => '${attributes.ip}', key => '${attributes.key}');`,
    find: code`
# The agents whose id or ip is the value.
sub find {
    my ($selector, $value) = @_;
    require Net::LDAP;    # here, so that a missing module is an error answer
    require Net::LDAP::Util;
    local $SIG{ALRM} = sub { die "no answer in time\n" };
    alarm 2 * $TIMEOUT;
    my $url       = ${setting("ldap", "KEYPOLL_URL")};
    my $directory = Net::LDAP->new($url, verify => 'require', timeout => $TIMEOUT, onerror => 'die') or die $@;
    $directory->bind(${setting("ldap", "KEYPOLL_BIND_DN")}, password => setting('KEYPOLL_PASSWORD'));
    my $found = $directory->search(
        base   => ${setting("ldap", "KEYPOLL_BASE")},
        filter => sprintf('(%s=%s)', $ATTRIBUTES{$selector}, Net::LDAP::Util::escape_filter_value($value)),
        attrs  => [values %ATTRIBUTES],
    );
    alarm 0;
    return [map { my $entry = $_; +{map { $_ => scalar $entry->get_value($ATTRIBUTES{$_}) } @FIELDS} } $found->entries];
}`,
  },
  csv: {
    needs: "Perl 5.14 or newer, nothing else",
    imports: "use Text::ParseWords qw(parse_line);",
    find: code`
# The agents of the file whose id or ip is the value.
sub find {
    my ($selector, $value) = @_;
    open my $lines, '<', setting('KEYPOLL_FILE', '${preset("csv", "KEYPOLL_FILE")}') or die $!;
    my $header = <$lines>;
    my @agents;
    while (my $line = <$lines>) {
        $line =~ s/[\r\n]+\z//;
        my %agent;
        @agent{@FIELDS} = parse_line(',', 0, $line);
        push @agents, \%agent if ($agent{$selector} // '') eq $value;
    }
    return \@agents;
}`,
  },
  json: {
    needs: "Perl 5.14 or newer, nothing else",
    find: code`
# The agents of the file whose id or ip is the value.
sub find {
    my ($selector, $value) = @_;
    open my $file, '<', setting('KEYPOLL_FILE', '${preset("json", "KEYPOLL_FILE")}') or die $!;
    my $agents = JSON::PP->new->utf8->decode(do { local $/; <$file> });
    return [grep { ($_->{$selector} // '') eq $value } @$agents];
}`,
  },
  http: {
    needs: "Perl 5.14 or newer; for https also IO::Socket::SSL (package libio-socket-ssl-perl)",
    imports: "use HTTP::Tiny;",
    find: code`
# The agents whose id or ip is the value.
sub find {
    my ($selector, $value) = @_;
    # No redirections: they would carry the token to another address.
    my $client = HTTP::Tiny->new(timeout => $TIMEOUT, max_redirect => 0, verify_SSL => 1);
    my $url    = setting('KEYPOLL_URL', '${preset("http", "KEYPOLL_URL")}');
    my $answer = $client->get($url . '?' . $client->www_form_urlencode({$selector => $value}),
        {headers => {Accept => 'application/json', Authorization => 'Bearer ' . setting('KEYPOLL_TOKEN')}});
    die "status $answer->{status}\n" if $answer->{status} != 200;
    return JSON::PP->new->utf8->decode($answer->{content});
}`,
  },
};
