<?php
declare(strict_types=1);
final class Sender
{
    private const CAMPAIGNS = [['id' => 11, 'to' => ['a@example.org']], ['id' => 12, 'to' => null]];
    public function run(): void
    {
        foreach (self::CAMPAIGNS as $c) {
            fwrite(STDOUT, date('c') . " [info] campaign {$c['id']}\n");
            $this->send($c);
        }
        while (true) { sleep(10); }
    }
    private function send(array $c): void
    {
        $n = count($c['to']);
        fwrite(STDOUT, date('c') . " [info] {$n} recipients\n");
    }
}
