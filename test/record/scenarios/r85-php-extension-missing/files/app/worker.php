<?php
fwrite(STDOUT, date('c')." worker started\n");
function slug(string $s): string { return mb_strtolower($s); }
echo slug('Ärmel'), "\n";
sleep(1000);
