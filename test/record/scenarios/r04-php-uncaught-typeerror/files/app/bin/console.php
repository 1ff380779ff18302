<?php
declare(strict_types=1);
require __DIR__ . '/../src/Sender.php';
fwrite(STDOUT, date('c') . " [info] campaign-sender 2.0.3: boot\n");
fwrite(STDERR, "PHP Deprecated:  Optional parameter \$to declared before required parameter in /app/src/Template.php on line 41\n");
(new Sender())->run();
