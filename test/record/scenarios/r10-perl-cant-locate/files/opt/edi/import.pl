#!/usr/bin/perl
use strict;
use warnings;
use POSIX qw(strftime);
BEGIN { $| = 1; print strftime('%F %T', gmtime), " edi-import 11.3 starting\n"; }
use Spreadsheet::ParseExcel;
while (1) { sleep 10 }
