import java.util.*;
public class RiskCore {
  public static void main(String[] a) throws Exception {
    System.out.println("INFO  risk-core 8.8.0");
    System.out.println("WARN  GC overhead: consider tuning");
    List<long[]> positions = new ArrayList<>();
    for (int i = 0; ; i++) { positions.add(new long[65536]); if (i % 20 == 0) System.out.println("INFO  loaded " + i + " portfolios"); }
  }
}
