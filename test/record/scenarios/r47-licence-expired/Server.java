import java.util.logging.*;
public class Server {
  public static void main(String[] a) throws Exception {
    Logger l = Logger.getLogger("insight.boot");
    l.info("Insight Server 11.2 (build 90213)");
    l.warning("Feature pack 'geo' not installed");
    l.severe("License check failed: the license for 'Northwind GmbH' expired on 2026-10-31. Please contact sales.");
    l.info("Shutting down");
    System.exit(78);
  }
}
