import java.net.*;
public class Agent {
  static class BrokerException extends Exception { BrokerException(String m, Throwable c) { super(m, c); } }
  static void connect(URI u) throws BrokerException {
    try {
      new Socket(u.getHost(), u.getPort()).close();
    } catch (java.io.IOException e) {
      throw new BrokerException("Could not connect to broker URL: " + u + ". Reason: " + e, e);
    }
  }
  public static void main(String[] a) throws Exception {
    System.out.println("[main] INFO dispatch.Agent - agent 3.3.2 starting");
    System.err.println("[main] WARN dispatch.Agent - JMX port not configured");
    URI u = URI.create(System.getenv("MQ_URL"));
    for (int i = 1; ; i++) {
      try { connect(u); break; } catch (BrokerException e) {
        System.err.println("[main] ERROR dispatch.Agent - connect attempt " + i + " failed");
        if (i == 3) throw e;
        Thread.sleep(500);
      }
    }
  }
}
