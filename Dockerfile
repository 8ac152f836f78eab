# The demo server, the README's script over FastAGI on port 4573: docker build -t offhook . && docker run --rm --network host offhook
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -ntp -pl cli -am -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
COPY --from=build /src/cli/target/offhook.jar /opt/offhook/offhook.jar
COPY --from=build /src/cli/target/lib /opt/offhook/lib
USER 65534
EXPOSE 4573
ENTRYPOINT ["java", "-cp", "/opt/offhook/offhook.jar", "org.offhook.cli.Main", "demo", "--listen", "4573", "--host", "0.0.0.0"]
