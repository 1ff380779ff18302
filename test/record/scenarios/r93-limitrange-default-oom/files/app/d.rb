$stdout.sync = true
puts 'digest 0.2.0'
a = []
loop { a << 'x' * 1_000_000; puts "#{a.size} pages" if a.size % 5 == 0; sleep 0.05 }
