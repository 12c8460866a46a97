"""Small forms for the tests, written for them."""


def xform(instance, binds, body, model="", itext=""):
    return f"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
      xmlns:jr="http://openrosa.org/javarosa" xmlns:entraide="urn:entraide:xforms">
      <h:head><h:title>Trial</h:title><model>{itext}<instance>{instance}</instance>{model}{binds}</model></h:head>
      <h:body>{body}</h:body></h:html>""".encode()


SEIZURES = xform(
    """<data id="trial" version="1"><law><offence/><penalty/><serious/></law>
       <seizures jr:template=""><year/><objects/><origin/><value/><currency/><double/></seizures>
       <total/><share/><meta><instanceID/></meta></data>""",
    """<bind nodeset="/data/law/offence" type="string" required="true()"/>
       <bind nodeset="/data/law/penalty" type="int" relevant="/data/law/offence = 'yes'" constraint=". &lt;= 99"
             jr:constraintMsg="jr:itext('penalty:wrong')" entraide:kind="figure"/>
       <bind nodeset="/data/law/serious" type="string" calculate="if(../penalty >= 4, 'yes', 'no')"/>
       <bind nodeset="/data/seizures/year" type="int" required="true()" entraide:kind="year"/>
       <bind nodeset="/data/seizures/objects" type="int" constraint=". >= 0"/>
       <bind nodeset="/data/seizures/origin" type="string"/>
       <bind nodeset="/data/seizures/value" type="decimal" entraide:kind="amount"/>
       <bind nodeset="/data/seizures/currency" required="true()" relevant="../value != ''" type="string"/>
       <bind nodeset="/data/seizures/double" type="int" calculate="2 * /data/seizures/objects"/>
       <bind nodeset="/data/total" type="int" calculate="sum(/data/seizures/objects[. != ''])"/>
       <bind nodeset="/data/share" type="decimal" constraint=". &lt;= /data/total" entraide:severity="explain"/>""",
    """<group ref="/data/law"><label ref="jr:itext('law')"/>
         <select1 ref="/data/law/offence"><label>Is it an offence?</label>
           <item><label>Yes</label><value>yes</value></item><item><label>No</label><value>no</value></item></select1>
         <input ref="/data/law/penalty"><label>Longest penalty</label><hint>In years</hint></input></group>
       <group ref="/data/seizures"><label>Seizures</label><repeat nodeset="/data/seizures">
         <input ref="/data/seizures/year"><label>Year</label></input>
         <input ref="/data/seizures/objects"><label>Objects</label></input>
         <select1 ref="/data/seizures/origin"><label>Origin</label>
           <itemset nodeset="instance('origins')/root/item[since &lt;= current()/../year]">
             <value ref="name"/><label ref="label"/></itemset></select1>
         <input ref="/data/seizures/value"><label>Value</label></input>
         <input ref="/data/seizures/currency"><label>Currency</label></input></repeat></group>
       <input ref="/data/share"><label>Of which objects of stone</label></input>""",
    """<instance id="origins"><root><item><name>site</name><label>Site</label><since>2000</since></item>
       <item><name>museum</name><label>Museum</label><since>2022</since></item></root></instance>""",
    """<itext><translation lang="English (en)" default="true()"><text id="law"><value>Law</value></text>
       <text id="penalty:wrong"><value>At most 99 years.</value></text></translation>
       <translation lang="Français (fr)"><text id="law"><value>Droit</value></text>
       <text id="penalty:wrong"><value>Au plus 99 ans.</value></text></translation></itext>""",
)
