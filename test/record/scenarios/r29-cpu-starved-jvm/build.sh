mkdir -p built/app && javac --release 17 -d built/app Core.java
