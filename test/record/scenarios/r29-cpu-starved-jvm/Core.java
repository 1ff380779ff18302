import com.sun.net.httpserver.*;
import java.net.*;
import java.util.*;
public class Core {
  public static void main(String[] a) throws Exception {
    System.out.println(java.time.Instant.now() + " INFO  claims-core 12.4.0 starting");
    Map<String, Integer> rules = new HashMap<>();
    for (int i = 0; i < 600000; i++) { rules.merge("rule-" + (i % 5000) + String.format("-%05d", i % 37), 1, Integer::sum);
      if (i % 100000 == 0) System.out.println(java.time.Instant.now() + " INFO  compiled rule set part " + i / 100000); }
    HttpServer s = HttpServer.create(new InetSocketAddress(8080), 0);
    s.createContext("/health", x -> { x.sendResponseHeaders(200, -1); x.close(); });
    s.start();
    System.out.println(java.time.Instant.now() + " INFO  started");
  }
}
