mkdir -p built/app/classes && javac --release 17 -d built/app/classes Main.java
