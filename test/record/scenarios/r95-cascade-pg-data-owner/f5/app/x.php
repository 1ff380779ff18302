<?php
echo "order-sitemap 7\n";
$s = @fsockopen('orders-pg', 5432, $no, $msg, 3);
if (!$s) throw new RuntimeException("database orders-pg:5432: $msg ($no)");
sleep(1000);
