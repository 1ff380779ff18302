public class B { public static void main(String[] a) throws Exception { System.out.println("billing 2.0.0 up"); Thread.sleep(Long.MAX_VALUE); } }
