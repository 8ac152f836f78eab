// SPDX-License-Identifier: Apache-2.0
/** AMI events to JSON and back, and headers bound to records. */
module org.offhook.ami.json {
    requires transitive com.fasterxml.jackson.databind;
    requires transitive org.offhook.ami;

    exports org.offhook.ami.json;

    provides com.fasterxml.jackson.databind.Module with
            org.offhook.ami.json.AmiJacksonModule;
}
