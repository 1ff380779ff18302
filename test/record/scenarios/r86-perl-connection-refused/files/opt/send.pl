use strict; use warnings; use IO::Socket::INET; $| = 1;
print "edi-send 4.1\n";
warn "Use of uninitialized value \$lang in concatenation at /opt/send.pl line 9.\n";
my $s = IO::Socket::INET->new(PeerAddr => 'edi-queue', PeerPort => 5000, Proto => 'tcp', Timeout => 5)
  or die "cannot connect to queue edi-queue:5000: $@";
sleep 1000;
