require 'socket'
$stdout.sync = true
puts 'order-mail 0.6.0'
TCPSocket.new('orders-pg', 5432)
sleep
