mkdir -p built/app out && javac --release 17 -d out B.java && jar --create --file built/app/billing.jar --main-class B -C out . && rm -r out
